"""Reports and objections came from the forum; their rows stay."""

import django.db.models.deletion
from django.conf import settings
from woonoverlast.lib.moved_models import moved
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [("forum","0009_cases_and_asking_moved"),("people","0010_invitations_over_the_daily_cap")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[*moved("forum","moderation","Report","Objection")],
            state_operations=[
        migrations.CreateModel(
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('text', models.TextField(max_length=2000, verbose_name='wat wil je zeggen?')),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('granted', models.BooleanField(default=False)),
                ('answer', models.TextField(blank=True, max_length=1000, verbose_name='antwoord')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to=settings.AUTH_USER_MODEL)),
                ('sanction', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='objection', to='forum.sanction')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withholding', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='objection', to='forum.withholding')),
            ],
            options={
                'verbose_name': 'weerwoord',
                'verbose_name_plural': 'weerwoorden',
                'indexes': [models.Index(condition=models.Q(('settled_at', None)), fields=['at'], name='open_objections')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sanction', None), ('withholding__isnull', False)), models.Q(('sanction__isnull', False), ('withholding', None)), _connector='OR'), name='objection_to_one_thing')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(choices=[('personal_data', 'er staan persoonsgegevens in'), ('recognisable', 'bewoners zijn herkenbaar'), ('rude', 'onvriendelijk of kwetsend'), ('advertising', 'reclame'), ('wrong_place', 'staat op de verkeerde plek'), ('incorrect', 'klopt niet'), ('other', 'iets anders')], max_length=20, verbose_name='wat is er mis?')),
                ('text', models.TextField(blank=True, max_length=1000, verbose_name='toelichting')),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('acted', 'er is iets aan gedaan'), ('kept', 'het bericht blijft zoals het is')], max_length=10)),
                ('answer', models.TextField(blank=True, max_length=1000, verbose_name='antwoord aan de melder')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='forum.post')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'melding',
                'indexes': [models.Index(condition=models.Q(('settled_at', None)), fields=['at'], name='open_reports')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('settled_at', None)), fields=('post', 'by'), name='reported_once')],
            },
        ),
    ],
        )
    ]
