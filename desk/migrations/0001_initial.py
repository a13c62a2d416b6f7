import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '__first__'),
        ('records', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Comparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('organizations', 'organizations'), ('persons', 'persons'), ('agreements', 'agreements'), ('sources', 'sources'), ('events', 'events')], max_length=20, unique=True, verbose_name='kind')),
                ('last_row', models.BigIntegerField(default=0, verbose_name='last row')),
                ('seen', models.JSONField(default=dict, verbose_name='last changes')),
                ('revision', models.BigIntegerField(default=-1, verbose_name='data revision')),
            ],
            options={
                'verbose_name': 'comparison',
                'verbose_name_plural': 'comparisons',
            },
        ),
        migrations.CreateModel(
            name='Likeness',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('organizations', 'organizations'), ('persons', 'persons'), ('agreements', 'agreements'), ('sources', 'sources'), ('events', 'events')], max_length=20, verbose_name='kind')),
                ('record', models.BigIntegerField(verbose_name='record')),
                ('key', models.CharField(max_length=200, verbose_name='key')),
            ],
            options={
                'verbose_name': 'likeness',
                'verbose_name_plural': 'likenesses',
                'indexes': [models.Index(fields=['kind', 'key'], name='likeness_by_key'), models.Index(fields=['kind', 'record'], name='likeness_by_record')],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('organizations', 'organizations'), ('persons', 'persons'), ('agreements', 'agreements'), ('sources', 'sources'), ('events', 'events')], max_length=20, verbose_name='kind')),
                ('first', models.BigIntegerField(verbose_name='first record')),
                ('second', models.BigIntegerField(verbose_name='second record')),
                ('score', models.PositiveSmallIntegerField(verbose_name='score')),
                ('reasons', models.JSONField(default=list, verbose_name='reasons')),
            ],
            options={
                'verbose_name': 'possible duplicate',
                'verbose_name_plural': 'possible duplicates',
                'abstract': False,
                'indexes': [models.Index(fields=['kind', 'second'], name='suggestion_by_second'), models.Index(fields=['kind', '-score', 'first'], name='suggestion_by_score')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'first', 'second'), name='suggestion_unique'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='suggestion_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('latest', models.DateTimeField(verbose_name='latest')),
                ('before', models.DateTimeField(null=True, verbose_name='the visit before')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'visit to the desk',
                'verbose_name_plural': 'visits to the desk',
            },
        ),
        migrations.CreateModel(
            name='NotDuplicate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('organizations', 'organizations'), ('persons', 'persons'), ('agreements', 'agreements'), ('sources', 'sources'), ('events', 'events')], max_length=20, verbose_name='kind')),
                ('first', models.BigIntegerField(verbose_name='first record')),
                ('second', models.BigIntegerField(verbose_name='second record')),
                ('reason', models.TextField(max_length=500, verbose_name='reason')),
                ('when', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('carried_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='records.changeset', verbose_name='carried over by')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'pair that is not a duplicate',
                'verbose_name_plural': 'pairs that are not duplicates',
                'abstract': False,
                'indexes': [models.Index(fields=['kind', 'second'], name='notduplicate_by_second')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'first', 'second'), name='notduplicate_unique'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='notduplicate_in_order')],
            },
        ),
    ]
