package dev.atelier.core.assembly;

/**
 * Where a job waits: two classes of service and two kinds of load, so that none starves another.
 */
public enum Lane {
    LIVE_PIXELS(false, Load.PIXELS),
    LIVE_NETWORK(false, Load.NETWORK),
    BATCH_PIXELS(true, Load.PIXELS),
    BATCH_NETWORK(true, Load.NETWORK);

    private final boolean batch;
    private final Load load;

    Lane(boolean batch, Load load) {
        this.batch = batch;
        this.load = load;
    }

    public static Lane of(boolean batch, Load load) {
        return switch (load) {
            case PIXELS -> batch ? BATCH_PIXELS : LIVE_PIXELS;
            case NETWORK -> batch ? BATCH_NETWORK : LIVE_NETWORK;
        };
    }

    public boolean batch() {
        return batch;
    }

    public Load load() {
        return load;
    }
}
