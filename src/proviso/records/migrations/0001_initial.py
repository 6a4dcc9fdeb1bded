

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('alias', models.CharField(max_length=200, primary_key=True, serialize=False)),
                ('ocd_id', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('number', models.PositiveIntegerField(primary_key=True, serialize=False)),
                ('body', models.BinaryField()),
                ('signature', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('pk', models.CompositePrimaryKey('stream', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('stream', models.CharField(max_length=200)),
                ('number', models.PositiveIntegerField()),
                ('key', models.CharField(max_length=200, unique=True)),
                ('body', models.BinaryField()),
                ('hash', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Government',
            fields=[
                ('ocd_id', models.CharField(max_length=200, primary_key=True, serialize=False)),
                ('geoid', models.CharField(max_length=20)),
                ('title', models.CharField(max_length=200)),
                ('short_name', models.CharField(db_index=True, max_length=200)),
                ('type', models.CharField(max_length=60)),
                ('state', models.CharField(max_length=10)),
                ('counted_as', models.CharField(max_length=20)),
                ('population', models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Matter',
            fields=[
                ('matter', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('review', models.CharField(db_index=True, max_length=100)),
                ('respondent', models.CharField(db_index=True, max_length=200)),
                ('programme', models.CharField(max_length=40)),
                ('year', models.IntegerField()),
                ('award', models.CharField(max_length=100, null=True)),
            ],
        ),
    ]
