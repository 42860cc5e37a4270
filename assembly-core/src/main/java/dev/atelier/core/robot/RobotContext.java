package dev.atelier.core.robot;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.instructions.Phase;

import org.slf4j.Logger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;

/** What one job may ask of the house while it runs. */
public interface RobotContext {
    JobKey key();

    /** A folder of this job's own, deleted afterwards. */
    Path scratch();

    /** The file's bytes on the local disk. Read only. */
    Path open(AssemblyFile file) throws IOException;

    /**
     * Claims room for everything this job will hold decoded at once: inputs, outputs and work
     * pictures together. Waits until there is room; given back when the job ends, or before with
     * {@link #giveBack}. Call it once, so that no two jobs wait for each other's room.
     *
     * @param pixels sum of width × height
     * @throws dev.atelier.core.error.AssemblyException when it is more than there is in all
     */
    void reserve(long pixels);

    /**
     * Checks what {@link #reserve} would refuse, without waiting.
     *
     * @throws dev.atelier.core.error.AssemblyException when it is more than there is in all
     */
    void requireRoom(long pixels);

    /**
     * Nothing is held decoded any more, such as while the job waits for somebody outside. Room may
     * be reserved again afterwards; nothing happens when none was.
     */
    void giveBack();

    /** Runs work that keeps a core busy on the pixel pool and waits for it. */
    <T> T pixels(Callable<T> work) throws Exception;

    /** Splits pixel work into bands on the pixel pool. Not to be called inside {@link #pixels}. */
    Bands bands();

    /** Publishes a result at once: it is stored, listed and handed on before the job ends. */
    void emit(Emission emission) throws IOException;

    /**
     * Skips one result that an earlier run of this job published, in place of an {@link #emit}.
     *
     * @return false when there is none to skip; it is to be made then
     */
    boolean passOver();

    /**
     * Gives up one result, in place of an {@link #emit}.
     *
     * @return whether the step ignores errors of this phase; the job must fail with it otherwise
     */
    boolean ignore(Phase phase, AssemblyError error);

    /** The values Assembly Variables have in this job, by root name. Read only. */
    ObjectNode variables();

    /** A file as the variable {@code file} shows it; the caller's own to change. */
    ObjectNode describe(AssemblyFile file);

    /** How many requests of this server's own led to the Assembly, one after another. */
    int depth();

    /**
     * The content of credentials of the Assembly's own account. It must not get into files,
     * metadata, messages or logs.
     *
     * @throws dev.atelier.core.error.AssemblyException when the account has none of that name
     */
    ObjectNode credentials(String name);

    /**
     * The text of a {@link RobotDescriptor#literal} parameter with its variables filled in, {@code
     * file} standing for this one of the inputs; as it is when the step's {@code interpolate} says
     * so.
     */
    String fill(String param, String text, AssemblyFile file);

    /** Adds an entry to the Assembly's {@code warnings}. */
    void warn(String message);

    /** As {@link #warn}, for what is good to know but changes nothing that was asked for. */
    void notice(String message);

    void progress(int done, int total);

    /**
     * @throws java.util.concurrent.CancellationException when the job is no longer wanted
     */
    void checkCancelled();

    InstantSource clock();

    /** Random numbers that are the same each time this job runs. */
    RandomGenerator random();

    Logger log();
}
