"""The day itself and what comes after came from events; its rows stay."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
import woonoverlast.attendance.models.after
from django.conf import settings
from woonoverlast.lib.moved_models import moved, moved_tasks, renamed
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [("procrastinate","0001_initial"),("events","0003_on_the_day_and_after"),("people","0010_invitations_over_the_daily_cap")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[*moved("events","attendance","Attendance","Reading","Certificate","EvaluationAnswer","EvaluationRound","EvaluationTurn","Material","RaisedQuestion","Track"),*renamed("events","TrackItem","attendance","TrackItem",many="events"),*moved_tasks("events","attendance","tell_of_certificates","ask_evaluations","tidy_the_day")],
            state_operations=[
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('how', models.CharField(choices=[('scanned', 'code gescand'), ('list', 'aangevinkt in de lijst'), ('code', 'zelf, met de code op het scherm'), ('walk_in', 'aan de deur')], max_length=10, verbose_name='hoe')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sign_up', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='events.signup')),
            ],
            options={
                'verbose_name': 'aanwezigheid',
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='EvaluationRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='evaluation_round', to='events.event')),
            ],
        ),
        migrations.CreateModel(
            name='EvaluationTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField(default=django.utils.timezone.localdate)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('sign_up', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='evaluation_turn', to='events.signup')),
            ],
        ),
        migrations.CreateModel(
            name='RaisedQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=600, verbose_name='vraag')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('became', models.CharField(blank=True, max_length=300, verbose_name='werd')),
                ('became_at', models.DateTimeField(blank=True, null=True)),
                ('became_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='raised_questions', to='events.event')),
            ],
            options={
                'verbose_name': 'opgekomen vraag',
                'verbose_name_plural': 'opgekomen vragen',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('taken_back', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('how', models.CharField(choices=[('scanned', 'code gescand'), ('list', 'aangevinkt in de lijst'), ('code', 'zelf, met de code op het scherm'), ('walk_in', 'aan de deur')], max_length=10)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sign_up', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='events.signup')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Track',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=160, verbose_name='titel')),
                ('description', models.TextField(blank=True, max_length=2000, verbose_name='omschrijving')),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'leerlijn',
                'verbose_name_plural': 'leerlijnen',
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='TrackItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='plaats in de rij')),
                ('title', models.CharField(max_length=160, verbose_name='titel')),
                ('text', models.CharField(blank=True, max_length=400, verbose_name='wat je hier leert')),
                ('events', models.ManyToManyField(blank=True, related_name='track_items', to='events.event', verbose_name='bijeenkomsten')),
                ('track', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='attendance.track')),
            ],
            options={
                'verbose_name': 'onderdeel',
                'verbose_name_plural': 'onderdelen',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EvaluationAnswer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('grade', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='rapportcijfer')),
                ('useful', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='nut voor je werk')),
                ('differently', models.CharField(blank=True, max_length=1000, verbose_name='wat ga je anders doen?')),
                ('better', models.CharField(blank=True, max_length=1000, verbose_name='wat kan beter?')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluation_answers', to='events.event')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('grade', None), ('grade__range', (1, 10)), _connector='OR'), name='grade_from_1_to_10'), models.CheckConstraint(condition=models.Q(('useful', None), ('useful__range', (1, 5)), _connector='OR'), name='useful_from_1_to_5')],
            },
        ),
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('file', 'bestand'), ('link', 'link'), ('minutes', 'verslag')], max_length=10, verbose_name='soort')),
                ('title', models.CharField(max_length=160, verbose_name='titel')),
                ('seen_by', models.CharField(choices=[('everybody', 'iedereen die de bijeenkomst ziet'), ('members', 'alleen leden'), ('participants', 'alleen wie een plaats had')], default='members', max_length=15, verbose_name='voor wie')),
                ('file', models.FileField(blank=True, max_length=200, upload_to='events/%Y/%m', verbose_name='bestand')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='bestandsnaam')),
                ('media_type', models.CharField(blank=True, max_length=100)),
                ('size', models.PositiveIntegerField(default=0)),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='adres')),
                ('body', models.TextField(blank=True, verbose_name='tekst')),
                ('text', models.TextField(blank=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='events.event')),
            ],
            options={
                'verbose_name': 'materiaal',
                'verbose_name_plural': 'materialen',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('body', ''), ('kind', 'file'), ('url', ''), models.Q(('file', ''), _negated=True)), models.Q(('body', ''), ('file', ''), ('kind', 'link'), models.Q(('url', ''), _negated=True)), models.Q(('file', ''), ('kind', 'minutes'), ('url', ''), models.Q(('body', ''), _negated=True)), _connector='OR'), name='material_is_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(default=woonoverlast.attendance.models.after.new_code, editable=False, max_length=32, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='naam')),
                ('title', models.CharField(max_length=160, verbose_name='titel')),
                ('held_on', models.DateField(verbose_name='datum')),
                ('minutes', models.PositiveIntegerField(verbose_name='minuten')),
                ('organiser', models.CharField(max_length=300, verbose_name='organisator')),
                ('issued_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_why', models.CharField(blank=True, max_length=300, verbose_name='reden')),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to=settings.AUTH_USER_MODEL)),
                ('sign_up', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='events.signup')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('track', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='attendance.track')),
            ],
            options={
                'verbose_name': 'certificaat',
                'verbose_name_plural': 'certificaten',
                'ordering': ['-held_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sign_up__isnull', False), ('track', None)), models.Q(('person__isnull', False), ('sign_up', None), ('track__isnull', False)), _connector='OR'), name='certificate_of_event_or_track'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('sign_up',), name='one_valid_certificate_per_place'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None), ('track__isnull', False)), fields=('track', 'person'), name='one_valid_certificate_per_track'), models.CheckConstraint(condition=models.Q(('withdrawn_at', None), ('withdrawn_at__gte', models.F('issued_at')), _connector='OR'), name='certificate_withdrawn_after_issue')],
            },
        ),
    ],
        )
    ]
