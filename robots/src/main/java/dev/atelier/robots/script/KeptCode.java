package dev.atelier.robots.script;

import io.roastedroot.quickjs4j.core.ScriptCache;

import java.util.concurrent.atomic.AtomicReference;

/** The compiled frame; it is the only code engines compile themselves. */
final class KeptCode implements ScriptCache {
    private static final byte[] NONE = {};
    private final AtomicReference<byte[]> compiled = new AtomicReference<>(NONE);

    @Override
    public boolean exists(byte[] code) {
        return compiled.get().length > 0;
    }

    @Override
    public void set(byte[] code, byte[] made) {
        compiled.compareAndSet(NONE, made);
    }

    @Override
    public byte[] get(byte[] code) {
        return compiled.get();
    }
}
