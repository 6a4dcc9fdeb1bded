"""Answers being prepared, outside the ledger: what was typed for each item, and files."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0008_recorded_and_desk_codes'),
    ]

    operations = [
        migrations.CreateModel(
            name='DraftAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stream', models.CharField(max_length=200)),
                ('letter', models.CharField(max_length=200)),
                ('item', models.CharField(max_length=200)),
                ('answer', models.CharField(max_length=20)),
                ('says', models.TextField()),
                ('basis', models.TextField(default='')),
                ('given_on', models.DateField(null=True)),
                ('by', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('response', models.CharField(default='', max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['stream', 'letter'], name='records_draftanswer_letter')],
            },
        ),
        migrations.CreateModel(
            name='DraftFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stream', models.CharField(max_length=200)),
                ('letter', models.CharField(max_length=200)),
                ('item', models.CharField(max_length=200)),
                ('name', models.CharField(max_length=200)),
                ('size', models.BigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('media', models.CharField(max_length=100)),
                ('by', models.CharField(max_length=200)),
                ('at', models.DateTimeField()),
                ('out_by', models.CharField(default='', max_length=200)),
                ('out_at', models.DateTimeField(null=True)),
                ('response', models.CharField(default='', max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['stream', 'letter'], name='records_draftfile_letter')],
            },
        ),
    ]
