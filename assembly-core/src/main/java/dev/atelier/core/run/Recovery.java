package dev.atelier.core.run;

import dev.atelier.core.port.AssemblyStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The safety net: goes through the Assemblies that have not ended and puts back what should be
 * waiting. Harmless while all is well, since a job that waits or runs is left as it is.
 */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private final AssemblyStore store;
    private final AssemblyService service;

    public Recovery(AssemblyStore store, AssemblyService service) {
        this.store = store;
        this.service = service;
    }

    /** Goes through all open Assemblies once. One that fails does not keep the others waiting. */
    public void sweep() {
        for (String id : store.open()) {
            try {
                service.recover(id);
            } catch (RuntimeException e) {
                LOG.error("Assembly cannot be recovered assembly={}", id, e);
            }
        }
    }
}
