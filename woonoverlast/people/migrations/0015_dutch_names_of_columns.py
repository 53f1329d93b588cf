"""The administration names columns in Dutch; nothing changes in the database."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('people', '0014_lists_are_shown_first'),
    ]

    operations = [
        migrations.AlterField(
            model_name='act',
            name='at',
            field=models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='op'),
        ),
        migrations.AlterField(
            model_name='act',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='acts', to=settings.AUTH_USER_MODEL, verbose_name='door'),
        ),
        migrations.AlterField(
            model_name='act',
            name='note',
            field=models.TextField(blank=True, verbose_name='toelichting'),
        ),
        migrations.AlterField(
            model_name='act',
            name='target_id',
            field=models.BigIntegerField(null=True, verbose_name='nummer'),
        ),
        migrations.AlterField(
            model_name='act',
            name='target_label',
            field=models.CharField(max_length=250, verbose_name='waarover'),
        ),
        migrations.AlterField(
            model_name='act',
            name='target_type',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='contenttypes.contenttype', verbose_name='soort'),
        ),
        migrations.AlterField(
            model_name='act',
            name='verb',
            field=models.CharField(max_length=80, verbose_name='wat'),
        ),
        migrations.AlterField(
            model_name='application',
            name='decided_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='besloten op'),
        ),
        migrations.AlterField(
            model_name='application',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decided_applications', to=settings.AUTH_USER_MODEL, verbose_name='besloten door'),
        ),
        migrations.AlterField(
            model_name='application',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to='people.organisation', verbose_name='organisatie'),
        ),
        migrations.AlterField(
            model_name='application',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to=settings.AUTH_USER_MODEL, verbose_name='persoon'),
        ),
        migrations.AlterField(
            model_name='application',
            name='status',
            field=models.CharField(choices=[('waiting', 'wacht op controle'), ('accepted', 'aangenomen'), ('refused', 'afgewezen'), ('withdrawn', 'ingetrokken')], default='waiting', max_length=20, verbose_name='stand'),
        ),
        migrations.AlterField(
            model_name='application',
            name='submitted_at',
            field=models.DateTimeField(auto_now_add=True, verbose_name='ingediend op'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='created_at',
            field=models.DateTimeField(auto_now_add=True, verbose_name='gemaakt op'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='doubles', to='people.organisation', verbose_name='opgegaan in'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='proposed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposed_organisations', to=settings.AUTH_USER_MODEL, verbose_name='voorgesteld door'),
        ),
        migrations.AlterField(
            model_name='person',
            name='anonymised_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='gegevens verwijderd op'),
        ),
        migrations.AlterField(
            model_name='person',
            name='created_at',
            field=models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='lid sinds'),
        ),
        migrations.AlterField(
            model_name='person',
            name='guided_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='rondleiding gezien op'),
        ),
        migrations.AlterField(
            model_name='person',
            name='last_seen_at',
            field=models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='laatst gezien op'),
        ),
        migrations.AlterField(
            model_name='person',
            name='profile_confirmed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='profiel bevestigd op'),
        ),
        migrations.AlterField(
            model_name='person',
            name='suspended_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='geschorst op'),
        ),
    ]
