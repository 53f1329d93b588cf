"""Case questions and asking people are contexts of their own now."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("forum","0008_what_a_change_was"),("cases","0001_case_questions"),("experts","0001_asking")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[        
                migrations.RemoveField(
                    model_name='caseoutcome',
                    name='by',
                ),
                migrations.RemoveField(
                    model_name='caseoutcome',
                    name='casus',
                ),
                migrations.RemoveField(
                    model_name='casus',
                    name='topic',
                ),
                migrations.RemoveField(
                    model_name='casus',
                    name='tried',
                ),
                migrations.RemoveField(
                    model_name='check',
                    name='casus',
                ),
                migrations.RemoveField(
                    model_name='checkrequest',
                    name='casus',
                ),
                migrations.RemoveField(
                    model_name='check',
                    name='by',
                ),
                migrations.RemoveField(
                    model_name='checkrequest',
                    name='person',
                ),
                migrations.RemoveField(
                    model_name='harvest',
                    name='by',
                ),
                migrations.RemoveField(
                    model_name='harvest',
                    name='taken_by',
                ),
                migrations.RemoveField(
                    model_name='harvest',
                    name='topic',
                ),
                migrations.DeleteModel(
                    name='Ask',
                ),
                migrations.DeleteModel(
                    name='CaseOutcome',
                ),
                migrations.DeleteModel(
                    name='Casus',
                ),
                migrations.DeleteModel(
                    name='Check',
                ),
                migrations.DeleteModel(
                    name='CheckRequest',
                ),
                migrations.DeleteModel(
                    name='Harvest',
                ),
            ],
        )
    ]
