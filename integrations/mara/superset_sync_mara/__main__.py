"""`python -m superset_sync_mara`"""

from .cli import main

main(prog_name='python -m superset_sync_mara')
