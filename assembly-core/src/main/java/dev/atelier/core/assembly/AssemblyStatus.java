package dev.atelier.core.assembly;

/** Where an Assembly stands. All but the first two are final. */
public enum AssemblyStatus {
    UPLOADING,
    EXECUTING,
    COMPLETED,
    FAILED,
    CANCELLED,
    ABORTED;

    public boolean terminal() {
        return switch (this) {
            case UPLOADING, EXECUTING -> false;
            case COMPLETED, FAILED, CANCELLED, ABORTED -> true;
        };
    }
}
