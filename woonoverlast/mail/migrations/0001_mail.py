"""Mail that goes out came from notifications; its rows stay."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from woonoverlast.lib.moved_models import moved, moved_tasks
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [("procrastinate","0001_initial"),("notifications","0005_mail_that_comes_in"),("people","0010_invitations_over_the_daily_cap")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[*moved_tasks("notifications","mail","deliver_mail","sweep_mail","send_mailings","forget_mailings","retry_stalled_jobs"),*moved("notifications","mail","OutgoingMail","Mailing","Recipient","TokenBucket","PausedAddress","Unsubscription")],
            state_operations=[
        migrations.CreateModel(
            name='TokenBucket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provider', models.CharField(max_length=253, unique=True)),
                ('tokens', models.FloatField()),
                ('filled_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_name', models.CharField(max_length=40, verbose_name='lijst')),
                ('subject', models.CharField(max_length=150, verbose_name='onderwerp')),
                ('text', models.TextField(verbose_name='tekst')),
                ('html', models.TextField(blank=True, verbose_name='opgemaakte tekst')),
                ('members_only', models.BooleanField(default=True, verbose_name='alleen voor leden')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('due_at', models.DateTimeField(verbose_name='gaat uit op')),
                ('ready_at', models.DateTimeField(blank=True, null=True)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('trouble', models.CharField(blank=True, max_length=300, verbose_name='wat er aan de hand is')),
                ('late_allowed_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('recent', models.CharField(blank=True, max_length=50)),
                ('totals', models.JSONField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='mailings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'mailing',
                'verbose_name_plural': 'mailings',
                'ordering': ['-created_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to', models.EmailField(max_length=254, verbose_name='aan')),
                ('subject', models.CharField(max_length=250, verbose_name='onderwerp')),
                ('message', models.BinaryField(blank=True)),
                ('queued_at', models.DateTimeField(auto_now_add=True, verbose_name='in de rij sinds')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='verstuurd op')),
                ('refused_at', models.DateTimeField(blank=True, null=True, verbose_name='geweigerd op')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='pogingen')),
                ('last_error', models.CharField(blank=True, max_length=250, verbose_name='laatste fout')),
            ],
            options={
                'verbose_name': 'uitgaande mail',
                'verbose_name_plural': 'uitgaande mails',
                'ordering': ['-queued_at', '-id'],
                'indexes': [models.Index(condition=models.Q(('refused_at', None), ('sent_at', None)), fields=['queued_at'], name='mail_still_to_go')],
            },
        ),
        migrations.CreateModel(
            name='PausedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, verbose_name='adres')),
                ('since', models.DateTimeField(auto_now_add=True, verbose_name='sinds')),
                ('reason', models.CharField(max_length=250, verbose_name='waarom')),
                ('lifted_at', models.DateTimeField(blank=True, null=True, verbose_name='opgeheven op')),
            ],
            options={
                'verbose_name': 'gepauzeerd adres',
                'verbose_name_plural': 'gepauzeerde adressen',
                'indexes': [models.Index(fields=['address', 'lifted_at'], name='paused_address_lifted')],
                'constraints': [models.CheckConstraint(condition=models.Q(('address', django.db.models.functions.text.Lower('address'))), name='paused_address_is_lower_case'), models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('address',), name='paused_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, verbose_name='aan')),
                ('name', models.CharField(blank=True, max_length=200, verbose_name='naam')),
                ('state', models.CharField(choices=[('queued', 'in de rij'), ('claimed', 'wordt verstuurd'), ('sent', 'verstuurd'), ('refused', 'geweigerd'), ('in_doubt', 'onzeker'), ('cancelled', 'niet verstuurd')], default='queued', max_length=10, verbose_name='stand')),
                ('not_before', models.DateTimeField(default=django.utils.timezone.now)),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='pogingen')),
                ('worker', models.CharField(blank=True, max_length=32)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='afgehandeld op')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='uitleg')),
                ('bounced_at', models.DateTimeField(blank=True, null=True, verbose_name='teruggekomen op')),
                ('complained_at', models.DateTimeField(blank=True, null=True, verbose_name='klacht op')),
                ('mailing', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='recipients', to='mail.mailing')),
                ('person', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='received_mailings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'ontvanger',
                'verbose_name_plural': 'ontvangers',
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['mailing', 'state', 'not_before', 'id'], name='recipient_next')],
                'constraints': [models.UniqueConstraint(fields=('address', 'mailing'), name='one_mail_per_address'), models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('person', 'mailing'), name='one_mail_per_person'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'claimed'), _negated=True), models.Q(('lease_until__isnull', False), models.Q(('worker', ''), _negated=True)), _connector='OR'), name='claimed_has_lease')],
            },
        ),
        migrations.CreateModel(
            name='Unsubscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('list_name', models.CharField(max_length=40, verbose_name='lijst')),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('how', models.CharField(choices=[('page', 'op het platform'), ('link', 'met de link in een mail'), ('one_click', 'met de knop van het mailprogramma'), ('complaint', 'als ongewenst gemeld')], max_length=10, verbose_name='hoe')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='op')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='unsubscriptions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'afmelding',
                'verbose_name_plural': 'afmeldingen',
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('person', 'list_name'), name='one_unsubscription_per_person'), models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('address', 'list_name'), name='one_unsubscription_per_address'), models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('person__isnull', False)), models.Q(('address', django.db.models.functions.text.Lower('address')), ('person', None), models.Q(('address', ''), _negated=True)), _connector='OR'), name='unsubscription_of_person_or_address')],
            },
        ),
    ],
        )
    ]
