"""What waits for somebody, as his home lists it."""

from wuhou_craftsmen.portal.home import todos_of


def labels(user):
    """The words of his to-dos -> the to-do."""
    return {todo.label: todo for todo in todos_of(user)}
