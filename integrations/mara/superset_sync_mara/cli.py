"""Commands: `flask superset-sync.update-metadata`, and `python -m superset_sync_mara export`."""

import json
import typing

import click


def _strategy(context, option, names: typing.Optional[str]):
    from .metadata import UpdateStrategy
    try:
        return None if names is None else UpdateStrategy.parse(names)
    except ValueError as e:
        raise click.BadParameter(str(e)) from e


@click.command('update-metadata')
@click.option('--update-strategy', metavar='NAMES', callback=_strategy,
              help='What may be done, such as CREATE|UPDATE. If left out: config.metadata_update_strategy()')
def update_metadata(update_strategy):
    """Sync schema definitions from Mara to Superset by way of superset-sync"""
    from . import client, metadata
    try:
        report = metadata.update_metadata(update_strategy=update_strategy)
    except client.SyncFailed as e:
        raise click.ClickException(str(e)) from e
    for line in report.lines():
        click.echo(line)


@click.group()
def main():
    """The data sets of mara-schema for superset-sync"""


@main.command()
@click.argument('data_sets', default='mara_schema.config:data_sets')
@click.option('--output', type=click.File('w', encoding='utf-8', lazy=True), default='-',
              help='The file to write; the standard output if left out')
def export(data_sets: str, output: typing.TextIO):
    """Write data sets as JSON. DATA_SETS is package.module:name of a list of them, or of a function that gives one"""
    from . import export as exporting
    try:
        document = exporting.document(exporting.load(data_sets))
    except (ImportError, AttributeError, ValueError) as e:
        raise click.ClickException(str(e)) from e
    json.dump(document, output, indent=2, ensure_ascii=False)
    output.write('\n')


