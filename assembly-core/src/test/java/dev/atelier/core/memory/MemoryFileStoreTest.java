package dev.atelier.core.memory;

import dev.atelier.core.port.FileStore;
import dev.atelier.core.port.FileStoreContract;

import java.nio.file.Path;

/** The contract, in a folder. */
class MemoryFileStoreTest extends FileStoreContract {
    @Override
    protected FileStore open(Path root) {
        return new MemoryFileStore(root);
    }
}
