
import django.db.models.deletion
import django.utils.timezone
import records.fields
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
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical former slug',
                'verbose_name_plural': 'historical former slugs',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
                'constraints': [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
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
                'constraints': [],
            },
        ),
    ]
