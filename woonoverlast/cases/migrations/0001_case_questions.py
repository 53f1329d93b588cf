"""Case questions came from the forum; their rows stay."""

import django.db.models.deletion
from django.conf import settings
from woonoverlast.lib.moved_models import moved, renamed, moved_tasks
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [("procrastinate","0001_initial"),("forum","0008_what_a_change_was"),("people","0010_invitations_over_the_daily_cap")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[*moved_tasks("forum","cases","watch_case_questions"),*renamed("forum","Casus","cases","CaseQuestion",many="tried"),*moved("forum","cases","CaseOutcome","Check","CheckRequest","Harvest")],
            state_operations=[        
                migrations.CreateModel(
                    name='CaseQuestion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('severity', models.CharField(choices=[('discomfort', 'last'), ('nuisance', 'overlast'), ('serious', 'ernstige overlast'), ('extreme', 'extreme overlast')], max_length=20, verbose_name='hoe ernstig?')),
                        ('housing', models.CharField(choices=[('social', 'sociale huur'), ('private', 'particuliere huur'), ('owned', 'koopwoning'), ('owners', 'appartement met VvE'), ('room', 'kamer of studentenhuis'), ('sheltered', 'opvang of beschermd wonen'), ('other', 'anders')], max_length=20, verbose_name='soort woning')),
                        ('cause', models.CharField(choices=[('lifestyle', 'verschil in leefstijl of gehorige woning'), ('conflict', 'ruzie tussen buren'), ('vulnerable', 'psychische kwetsbaarheid'), ('addiction', 'verslaving'), ('crime', 'criminaliteit'), ('power', 'intimidatie: mensen durven niets te zeggen'), ('money', 'verdienmodel, zoals kamerverhuur'), ('unknown', 'nog niet bekend')], max_length=20, verbose_name='waarschijnlijke oorzaak')),
                        ('size_class', models.CharField(choices=[('small', 'minder dan 30.000 inwoners'), ('middle', '30.000 tot 100.000 inwoners'), ('large', '100.000 tot 250.000 inwoners'), ('city', 'meer dan 250.000 inwoners')], max_length=20, verbose_name='grootte van de gemeente')),
                        ('answer_before', models.DateField(blank=True, null=True)),
                        ('overdue_told_at', models.DateTimeField(blank=True, null=True)),
                        ('outcome_asked_at', models.DateTimeField(blank=True, null=True)),
                        ('topic', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='casus', to='forum.topic')),
                        ('tried', models.ManyToManyField(blank=True, related_name='+', to='people.expertise', verbose_name='wat is al geprobeerd?')),
                    ],
                    options={
                        'verbose_name': 'casusvraag',
                    },
                ),
                migrations.CreateModel(
                    name='CaseOutcome',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(choices=[('solved', 'opgelost: de overlast is gestopt'), ('less', 'minder overlast'), ('same', 'niet veranderd'), ('worse', 'erger geworden'), ('moved', 'verhuisd: de overlast hier is weg, de oorzaak niet'), ('running', 'loopt nog'), ('unknown', 'niet bekend')], max_length=20, verbose_name='hoe liep het af?')),
                        ('note', models.TextField(blank=True, max_length=2000, verbose_name='wat hielp, wat niet?')),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('casus', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='cases.casequestion')),
                    ],
                    options={
                        'ordering': ['-at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Check',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('verdict', models.CharField(choices=[('safe', 'niet herkenbaar'), ('recognisable', 'herkenbaar: eerst aanpassen')], max_length=20)),
                        ('advice', models.TextField(blank=True, max_length=1000, verbose_name='wat moet anders?')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('casus', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='cases.casequestion')),
                    ],
                    options={
                        'ordering': ['-at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='CheckRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('casus', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_requests', to='cases.casequestion')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_requests', to=settings.AUTH_USER_MODEL)),
                    ],
                ),
                migrations.CreateModel(
                    name='Harvest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('practice', 'praktijkvoorbeeld'), ('guide', 'voorstel voor een handreiking'), ('bottleneck', 'knelpunt')], max_length=20)),
                        ('at', models.DateTimeField()),
                        ('note', models.CharField(blank=True, max_length=500, verbose_name='toelichting')),
                        ('taken_at', models.DateTimeField(blank=True, null=True)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='harvests', to='forum.topic')),
                    ],
                ),
                migrations.AddIndex(
                    model_name='casequestion',
                    index=models.Index(condition=models.Q(('overdue_told_at', None)), fields=['answer_before'], name='running_case_clock'),
                ),
                migrations.AddConstraint(
                    model_name='checkrequest',
                    constraint=models.UniqueConstraint(fields=('casus', 'person'), name='check_requested_once'),
                ),
                migrations.AddConstraint(
                    model_name='harvest',
                    constraint=models.UniqueConstraint(fields=('topic', 'kind'), name='harvested_once'),
                ),
            ],
        )
    ]
