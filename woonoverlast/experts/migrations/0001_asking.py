"""Asking people came from the forum; its rows stay."""

import django.db.models.deletion
from django.conf import settings
from woonoverlast.lib.moved_models import moved, moved_tasks
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [("procrastinate","0001_initial"),("forum","0008_what_a_change_was"),("people","0010_invitations_over_the_daily_cap")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[*moved_tasks("forum","experts","ask_likely_people"),*moved("forum","experts","Ask")],
            state_operations=[        
                migrations.CreateModel(
                    name='Ask',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('evidence', models.CharField(max_length=300)),
                        ('response', models.CharField(blank=True, choices=[('answered', 'heeft geantwoord'), ('passed', 'heeft het doorgegeven'), ('declined', 'kan nu niet helpen')], max_length=10)),
                        ('responded_at', models.DateTimeField(blank=True, null=True)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('passed_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to=settings.AUTH_USER_MODEL)),
                        ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='forum.topic')),
                    ],
                    options={
                        'indexes': [models.Index(fields=['person', '-at'], name='ask_by_person')],
                        'constraints': [models.UniqueConstraint(fields=('topic', 'person'), name='asked_once_per_topic')],
                    },
                ),
            ],
        )
    ]
