"""What one request of the executor carries: the viewer, the database, and its loaders."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from strawberry.dataloader import DataLoader

from permissions.declaration import Arguments, Asked
from permissions.rows import viewer_values
from permissions.viewer import Viewer
from resolvers.read.inputs import Kinds

Load = Callable[[list[Any]], Awaitable[list[Any]]]


@dataclass
class Context:
    """Made for one request. `loaders` batch what sibling fields ask for in the same moment."""

    viewer: Viewer
    engine: AsyncEngine
    kinds: Kinds
    reader: Any = None
    services: Any = None
    request: Any = None
    loaders: dict[Hashable, DataLoader[Any, Any]] = field(default_factory=dict)

    def asked(self, arguments: Arguments) -> Asked:
        """What a batch function is told of who asks."""
        request = self.request
        return Asked(self.viewer, arguments, self.services, request.language, request.address)

    async def load(self, name: Hashable, batch: Load, key: Any) -> Any:
        """One value out of a batch.

        Shielded: graphql-core cancels siblings of a failed field, and cancelling one waiter would
        cancel the future that others share.
        """
        loader = self.loaders.get(name)
        if loader is None:
            loader = self.loaders[name] = DataLoader(load_fn=batch)
        return await asyncio.shield(loader.load(key))

    async def execute(self, statement: Executable) -> Any:
        """One statement in a session of its own: sibling fields run side by side."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            result = await session.execute(statement, viewer_values(self.viewer))
            frozen = result.freeze()
        return frozen()
