import time, pytest
from tests.test_record import record, Crawl
pytestmark=pytest.mark.django_db
def test_zz(record, client):
    import cProfile,pstats
    p=cProfile.Profile(); p.enable()
    t=time.process_time()
    c=Crawl(client); print(len(c.statuses), time.process_time()-t)
    p.disable(); pstats.Stats(p).sort_stats("tottime").print_stats(18); pstats.Stats(p).sort_stats("cumtime").print_stats(70)
