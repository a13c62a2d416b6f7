import dates.fields
import django.core.validators
import django.db.models.deletion
import records.fields
import records.models.changesets
import records.validators
import simple_history.models
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
            name='HistoricalSource',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('history_change_reason', models.TextField(null=True)),
                ('slug', models.SlugField(blank=True, help_text="The record's name in addresses and files: small letters, digits and hyphens. Made from the name when left empty; an old slug keeps leading here.", max_length=120, validators=[records.validators.validate_small], verbose_name='slug')),
                ('publication', records.fields.LineField(choices=[('draft', 'draft'), ('in-review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], db_index=True, default='draft', help_text='Only what is published the public sees: on pages, in files, feeds and counts alike.', max_length=20, verbose_name='publication')),
                ('reviewed', models.DateTimeField(blank=True, editable=False, help_text='When somebody last went through the record and approved it.', null=True, verbose_name='last reviewed')),
                ('title', records.fields.LineField(help_text='As printed on the document.', max_length=500, verbose_name='title')),
                ('publisher', records.fields.LineField(blank=True, help_text='The body that issued it.', max_length=500, verbose_name='publisher')),
                ('kind', records.fields.LineField(choices=[('press-release', 'press release'), ('web-page', 'web page'), ('instrument', 'text of an instrument'), ('report', 'report'), ('minutes', 'minutes'), ('other', 'other')], default='other', help_text='What sort of document it is.', max_length=20, verbose_name='kind')),
                ('reference', records.fields.LineField(blank=True, help_text="The publisher's own number for the document.", max_length=500, verbose_name='reference')),
                ('language', records.fields.LineField(blank=True, help_text='BCP 47 tag, such as en or es.', max_length=35, verbose_name='language')),
                ('published', dates.fields.EDTFField(blank=True, default='', help_text='As EDTF: 2018-09-04, 2018-09, 2018; ? uncertain, ~ about; 2018-09-XX day not known; [2008..2015] some day between; [..2015] 2015 or earlier. Empty means unknown.', max_length=64, verbose_name='published')),
                ('published_earliest', dates.fields.EarliestDay(blank=True, db_index=True, editable=False, null=True, of='published', verbose_name='published, earliest')),
                ('published_latest', dates.fields.LatestDay(blank=True, db_index=True, editable=False, null=True, of='published', verbose_name='published, latest')),
                ('document_url', models.URLField(blank=True, help_text='Where it was found.', max_length=500, verbose_name='document address')),
                ('archive_url', models.URLField(blank=True, help_text='A lasting copy of it.', max_length=500, verbose_name='archive address')),
                ('sha256', models.CharField(blank=True, help_text='Of the file that was read; verify finds the document by it.', max_length=64, validators=[django.core.validators.RegexValidator('^[0-9a-f]{64}\\Z', 'Expected a SHA-256 sum: 64 digits and letters from a to f.', code='sha256')], verbose_name='SHA-256')),
                ('note', records.fields.ProseField(blank=True, default='', help_text='How it was read, and what was uncertain.', max_length=10000, verbose_name='note')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('change_set', models.ForeignKey(blank=True, default=records.models.changesets.current_change_set, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.changeset', verbose_name='change set')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical source',
                'verbose_name_plural': 'historical sources',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, help_text="The record's name in addresses and files: small letters, digits and hyphens. Made from the name when left empty; an old slug keeps leading here.", max_length=120, unique=True, validators=[records.validators.validate_small], verbose_name='slug')),
                ('publication', records.fields.LineField(choices=[('draft', 'draft'), ('in-review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], db_index=True, default='draft', help_text='Only what is published the public sees: on pages, in files, feeds and counts alike.', max_length=20, verbose_name='publication')),
                ('reviewed', models.DateTimeField(blank=True, editable=False, help_text='When somebody last went through the record and approved it.', null=True, verbose_name='last reviewed')),
                ('title', records.fields.LineField(help_text='As printed on the document.', max_length=500, verbose_name='title')),
                ('publisher', records.fields.LineField(blank=True, help_text='The body that issued it.', max_length=500, verbose_name='publisher')),
                ('kind', records.fields.LineField(choices=[('press-release', 'press release'), ('web-page', 'web page'), ('instrument', 'text of an instrument'), ('report', 'report'), ('minutes', 'minutes'), ('other', 'other')], default='other', help_text='What sort of document it is.', max_length=20, verbose_name='kind')),
                ('reference', records.fields.LineField(blank=True, help_text="The publisher's own number for the document.", max_length=500, verbose_name='reference')),
                ('language', records.fields.LineField(blank=True, help_text='BCP 47 tag, such as en or es.', max_length=35, verbose_name='language')),
                ('published', dates.fields.EDTFField(blank=True, default='', help_text='As EDTF: 2018-09-04, 2018-09, 2018; ? uncertain, ~ about; 2018-09-XX day not known; [2008..2015] some day between; [..2015] 2015 or earlier. Empty means unknown.', max_length=64, verbose_name='published')),
                ('published_earliest', dates.fields.EarliestDay(blank=True, db_index=True, editable=False, null=True, of='published', verbose_name='published, earliest')),
                ('published_latest', dates.fields.LatestDay(blank=True, db_index=True, editable=False, null=True, of='published', verbose_name='published, latest')),
                ('document_url', models.URLField(blank=True, help_text='Where it was found.', max_length=500, verbose_name='document address')),
                ('archive_url', models.URLField(blank=True, help_text='A lasting copy of it.', max_length=500, verbose_name='archive address')),
                ('sha256', models.CharField(blank=True, help_text='Of the file that was read; verify finds the document by it.', max_length=64, validators=[django.core.validators.RegexValidator('^[0-9a-f]{64}\\Z', 'Expected a SHA-256 sum: 64 digits and letters from a to f.', code='sha256')], verbose_name='SHA-256')),
                ('note', records.fields.ProseField(blank=True, default='', help_text='How it was read, and what was uncertain.', max_length=10000, verbose_name='note')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['title', 'pk'],
                'indexes': [models.Index(fields=['title'], name='source_by_title')],
                'constraints': [models.CheckConstraint(condition=models.Q(('publication__in', ['draft', 'in-review', 'published', 'withdrawn'])), name='source_publication', violation_error_message='“publication” must be one of: draft, in-review, published, withdrawn.'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='source_has_title', violation_error_message='“title” must not be empty.'), models.CheckConstraint(condition=models.Q(('kind__in', ['press-release', 'web-page', 'instrument', 'report', 'minutes', 'other'])), name='source_kind', violation_error_message='“kind” must be one of: press-release, web-page, instrument, report, minutes, other.'), models.UniqueConstraint(condition=models.Q(('sha256', ''), _negated=True), fields=('sha256',), name='source_sha256_unique', violation_error_message='A source with this SHA-256 is already recorded.')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalPassage',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('history_change_reason', models.TextField(null=True)),
                ('slug', models.SlugField(blank=True, help_text="The record's name in addresses and files: small letters, digits and hyphens. Made from the name when left empty; an old slug keeps leading here.", max_length=120, validators=[records.validators.validate_small], verbose_name='slug')),
                ('locator', records.fields.LineField(help_text='Where in the document: “lines 4–8”.', max_length=100, verbose_name='locator')),
                ('fingerprint', models.CharField(blank=True, help_text='SHA-256 of the passage with its white space folded.', max_length=64, validators=[django.core.validators.RegexValidator('^[0-9a-f]{64}\\Z', 'Expected a SHA-256 sum: 64 digits and letters from a to f.', code='sha256')], verbose_name='fingerprint')),
                ('gist', records.fields.ProseField(blank=True, default='', help_text='What the passage says, in our own words.', max_length=10000, verbose_name='gist')),
                ('excerpt', records.fields.LineField(blank=True, help_text='A few words as printed, where the publisher allows it.', max_length=300, verbose_name='excerpt')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('change_set', models.ForeignKey(blank=True, default=records.models.changesets.current_change_set, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.changeset', verbose_name='change set')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(blank=True, db_constraint=False, help_text='The document that the passage stands in.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='sources.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'historical passage',
                'verbose_name_plural': 'historical passages',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(blank=True, help_text="The record's name in addresses and files: small letters, digits and hyphens. Made from the name when left empty; an old slug keeps leading here.", max_length=120, unique=True, validators=[records.validators.validate_small], verbose_name='slug')),
                ('locator', records.fields.LineField(help_text='Where in the document: “lines 4–8”.', max_length=100, verbose_name='locator')),
                ('fingerprint', models.CharField(blank=True, help_text='SHA-256 of the passage with its white space folded.', max_length=64, validators=[django.core.validators.RegexValidator('^[0-9a-f]{64}\\Z', 'Expected a SHA-256 sum: 64 digits and letters from a to f.', code='sha256')], verbose_name='fingerprint')),
                ('gist', records.fields.ProseField(blank=True, default='', help_text='What the passage says, in our own words.', max_length=10000, verbose_name='gist')),
                ('excerpt', records.fields.LineField(blank=True, help_text='A few words as printed, where the publisher allows it.', max_length=300, verbose_name='excerpt')),
                ('source', models.ForeignKey(help_text='The document that the passage stands in.', on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='sources.source', verbose_name='source')),
            ],
            options={
                'verbose_name': 'passage',
                'verbose_name_plural': 'passages',
                'ordering': ['source__title', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('source', 'locator'), name='passage_locator_unique', violation_error_message='This passage of the source is already recorded.'), models.CheckConstraint(condition=models.Q(('locator', ''), _negated=True), name='passage_has_locator', violation_error_message='“locator” must not be empty.')],
            },
        ),
    ]
