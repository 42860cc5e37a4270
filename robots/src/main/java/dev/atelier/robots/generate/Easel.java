package dev.atelier.robots.generate;

import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.codec.Codec;

import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * What a job holds decoded: its room in the pixel budget and, once it is needed, the picture to
 * change with its mask. All of it is let go while the job waits for somebody outside, so that a
 * thousand waiting jobs hold no pixels.
 */
final class Easel {
    private final Codec codec;
    private final RobotContext job;
    private final Roles roles;
    private final long room;
    private boolean taken;
    private @Nullable Subject subject;
    private Consumer<String> warnings;

    /**
     * @param room everything that will be held at once, in pixels
     * @throws dev.atelier.core.error.AssemblyException when the server has not so much in all
     */
    Easel(Codec codec, RobotContext job, Roles roles, long room) {
        job.requireRoom(room);
        this.codec = codec;
        this.job = job;
        this.roles = roles;
        this.room = room;
        this.warnings = job::warn;
    }

    /** Waits for the room, unless it is had already. */
    void take() {
        if (!taken) {
            job.reserve(room);
            taken = true;
        }
    }

    /** The picture to change, which there must be; read anew after {@link #letGo}. */
    Subject subject() throws Exception {
        take();
        Subject read = subject;
        if (read == null) {
            read = Subject.read(roles, new InputPictures(codec, job, warnings), job);
            subject = read;
            warnings = _ -> {};
        }
        return read;
    }

    /** The picture of which a part stays; null when nothing does. */
    Finish.@Nullable Kept kept() throws Exception {
        if (roles.image() == null) {
            return null;
        }
        Subject read = subject();
        CanonicalMask area = read.area();
        return area == null || area.isFull()
                ? null
                : new Finish.Kept(read.raw(), read.upright(), area);
    }

    /** Holds nothing any more, until it is needed again. */
    void letGo() {
        subject = null;
        if (taken) {
            taken = false;
            job.giveBack();
        }
    }
}
