package dev.atelier.robots.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Expressions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/** Runs scripts nobody has looked at, each for so long and with so much memory. */
public final class Scripts implements Expressions {
    private static final Logger LOG = LoggerFactory.getLogger(Scripts.class);
    private static final int STACK_BYTES = 4 << 20;
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ScriptLimits limits;
    private final Semaphore permits;

    public Scripts(ScriptLimits limits) {
        this.limits = limits;
        this.permits = new Semaphore(limits.atOnce());
    }

    @Override
    public JsonNode value(String source, ObjectNode variables) {
        try {
            return run(source, variables);
        } catch (ScriptException e) {
            throw new AssemblyException(ErrorCode.SCRIPT_RUN_VALIDATION, e.reason(), e);
        }
    }

    /**
     * @throws ScriptException with the reason when there is no value
     * @throws CancellationException when this thread is interrupted
     */
    JsonNode run(String source, ObjectNode variables) throws ScriptException {
        try {
            permits.acquire();
        } catch (InterruptedException e) {
            throw cancelled();
        }
        var sandbox = new Sandbox(source, variables.toString(), limits);
        // deep recursion needs a stack of known size, and an interrupt must hit nothing else
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("script")
                        .stackSize(STACK_BYTES)
                        .start(() -> {
                            try {
                                sandbox.run();
                            } finally {
                                permits.release();
                            }
                        });
        await(sandbox, thread);
        return sandbox.value();
    }

    private void await(Sandbox sandbox, Thread thread) throws ScriptException {
        try {
            sandbox.ready().await();
            if (thread.join(limits.time())) {
                return;
            }
            thread.interrupt();
            if (!thread.join(GRACE)) {
                LOG.error("a script does not stop; it keeps a thread until it does");
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            throw cancelled();
        }
        throw new ScriptException(
                "it took longer than the " + limits.time().toMillis() + " ms a script may run");
    }

    private static CancellationException cancelled() {
        Thread.currentThread().interrupt();
        return new CancellationException("script cancelled");
    }
}
