"""Mail that goes out is a context of its own now."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("notifications","0005_mail_that_comes_in"),("mail","0001_mail"),("newsletter","0002_mailings_moved")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
        migrations.RemoveField(
            model_name='mailing',
            name='by',
        ),
        migrations.RemoveField(
            model_name='recipient',
            name='mailing',
        ),
        migrations.DeleteModel(
            name='OutgoingMail',
        ),
        migrations.DeleteModel(
            name='PausedAddress',
        ),
        migrations.RemoveField(
            model_name='recipient',
            name='person',
        ),
        migrations.DeleteModel(
            name='TokenBucket',
        ),
        migrations.RemoveField(
            model_name='unsubscription',
            name='person',
        ),
        migrations.DeleteModel(
            name='Mailing',
        ),
        migrations.DeleteModel(
            name='Recipient',
        ),
        migrations.DeleteModel(
            name='Unsubscription',
        ),
    ],
        )
    ]
