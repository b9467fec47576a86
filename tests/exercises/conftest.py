import pytest
from threadpoolctl import threadpool_limits


@pytest.fixture(autouse=True, scope="module")
def one_thread_for_products():
    """Products are small here: two threads would wait for each other, the busier the machine."""
    with threadpool_limits(1, user_api="blas"):
        yield
