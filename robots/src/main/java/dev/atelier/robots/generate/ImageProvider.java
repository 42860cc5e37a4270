package dev.atelier.robots.generate;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.core.assembly.Load;

import java.time.Duration;
import java.util.Optional;

/** Makes pictures: the engine that ships with the product, or a service outside. */
public interface ImageProvider {
    /** As the {@code provider} parameter and the file's meta name it. */
    String name();

    /** What its calls mostly do. */
    Load load();

    /** Whether it can be asked at all, which an outside provider without a key cannot. */
    default boolean ready() {
        return true;
    }

    /** How long one call may wait for somebody else; nothing for an engine of our own. */
    default Duration patience() {
        return Duration.ZERO;
    }

    /** Its own name for the model; empty when it does not serve it. */
    default Optional<String> serves(Model model) {
        return model.idAt(name());
    }

    /** Whether it shows the mask to the model as one more picture, which words must explain. */
    default boolean showsMask() {
        return true;
    }

    /**
     * How many pictures of the result's size it holds decoded at once, besides the source and the
     * result.
     */
    default int workPictures() {
        return 1;
    }

    /** A permit that is kept for a job until it is used. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        /** Gives it back unless it was used. */
        @Override
        void close();
    }

    /**
     * Says that a job will ask, before it reads its pictures.
     *
     * @throws dev.atelier.core.robot.NotYetException when it would have to wait
     */
    default Turn turn(JobKey job) {
        return () -> {};
    }

    /**
     * Makes the variants one by one and hands each to {@link ProviderJob#deliver} as soon as it is
     * there. Fewer than asked for are better than none.
     *
     * @throws ProviderException when it will not or cannot go on
     * @throws dev.atelier.core.robot.NotYetException when it cannot go on before others are done
     */
    void generate(GenerateRequest request, ProviderJob job) throws Exception;
}
