import django.db.models.deletion
import django.utils.timezone
import records.fields
import records.models.changesets
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(default=0)),
                ('changed', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'verbose_name': 'data revision',
                'verbose_name_plural': 'data revisions',
            },
        ),
        migrations.CreateModel(
            name='ChangeSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('edit', 'edited on a page'), ('recording', 'recorded from a source'), ('publication', 'step of publication'), ('bulk', 'many changed at once'), ('import', 'import of a file'), ('merge', 'merge of duplicates'), ('deletion', 'deletion'), ('restoration', 'restored from history'), ('ingest', 'data package taken in'), ('undo', 'taken back')], max_length=20, verbose_name='kind')),
                ('title', models.TextField(blank=True, verbose_name='what')),
                ('when', models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name='when')),
                ('reason', models.TextField(blank=True, verbose_name='why')),
                ('undone_by', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undoes', to='records.changeset', verbose_name='taken back by')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'change set',
                'verbose_name_plural': 'change sets',
                'ordering': ['-pk'],
                'permissions': [('publish', 'Can decide what the public sees')],
                'default_permissions': ('view',),
            },
        ),
        migrations.CreateModel(
            name='FormerSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', records.fields.LineField(help_text='The table, such as organizations.organization.', max_length=100, verbose_name='kind')),
                ('former', models.SlugField(help_text='The slug that the record had before.', max_length=120, verbose_name='former slug')),
                ('current', models.SlugField(help_text='The slug that the record has now.', max_length=120, verbose_name='current slug')),
            ],
            options={
                'verbose_name': 'former slug',
                'verbose_name_plural': 'former slugs',
                'constraints': [models.UniqueConstraint(fields=('kind', 'former'), name='former_slug_unique', violation_error_message='This former slug already leads to a record.'), models.CheckConstraint(condition=models.Q(('former', models.F('current')), _negated=True), name='former_slug_differs', violation_error_message='A former slug must differ from the current one.')],
            },
        ),
        migrations.CreateModel(
            name='ColumnMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=100, verbose_name='table')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='fingerprint of the header')),
                ('header', models.JSONField(verbose_name='header')),
                ('choices', models.JSONField(verbose_name='choices')),
                ('when', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who')),
            ],
            options={
                'verbose_name': 'mapping of columns',
                'verbose_name_plural': 'mappings of columns',
                'ordering': ['-when', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('table', 'fingerprint'), name='columnmapping_unique')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalFormerSlug',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('history_change_reason', models.TextField(null=True)),
                ('kind', records.fields.LineField(help_text='The table, such as organizations.organization.', max_length=100, verbose_name='kind')),
                ('former', models.SlugField(help_text='The slug that the record had before.', max_length=120, verbose_name='former slug')),
                ('current', models.SlugField(help_text='The slug that the record has now.', max_length=120, verbose_name='current slug')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('change_set', models.ForeignKey(blank=True, default=records.models.changesets.current_change_set, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.changeset', verbose_name='change set')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical former slug',
                'verbose_name_plural': 'historical former slugs',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
