package dev.atelier.core.port;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** Keeps what is to be delivered until it is delivered or given up, whatever crashes meanwhile. */
public interface NotificationQueue {

    /**
     * One message about the end of an Assembly.
     *
     * @param id of its own; the one for the end has the Assembly's
     * @param since when delivery began, in milliseconds since the epoch
     * @param once no second attempt
     * @param depth how many of our own notifications led to this one
     */
    record Notification(
            String id, String assemblyId, String url, long since, boolean once, int depth) {

        /** The one an Assembly asks for. */
        public static Notification ofEnd(Assembly assembly, long now) {
            return of(assembly, assembly.id(), null, now, false, 0);
        }

        /**
         * Another one.
         *
         * @throws AssemblyException when there is nothing to tell, or no URL to tell it to
         */
        public static Notification again(
                Assembly assembly,
                String id,
                @Nullable String url,
                long now,
                boolean once,
                int depth) {
            if (!assembly.status().terminal()) {
                throw new AssemblyException(
                        ErrorCode.ASSEMBLY_NOTIFICATION_NOT_REPLAYED,
                        "The Assembly has not ended yet, so there is nothing to tell.");
            }
            return of(assembly, id, url, now, once, depth);
        }

        private static Notification of(
                Assembly assembly,
                String id,
                @Nullable String url,
                long now,
                boolean once,
                int depth) {
            var request = assembly.created().request();
            String to = url == null ? request.notifyUrl() : url;
            if (to == null) {
                throw new AssemblyException(
                        ErrorCode.ASSEMBLY_NO_NOTIFY_URL,
                        "The Assembly has no notify_url; send one in params.");
            }
            return new Notification(
                    id, assembly.id(), to, now, once, Math.max(depth, request.depth()));
        }
    }

    /** What becomes of a notification after an attempt; one of them is called, once. */
    interface Ending {
        void over();

        void again(Instant due);
    }

    /** Stores what came of an attempt and calls the ending in the same transaction. */
    @FunctionalInterface
    interface Finish {
        void commit(Ending ending);
    }

    /** Makes one attempt; may block. When it throws, the attempt is made again a moment later. */
    @FunctionalInterface
    interface Handler {
        Finish attempt(Notification notification);
    }

    /** Due at once; joins the running transaction. One whose id waits already is left as it is. */
    void add(Notification notification);

    void start(Handler handler);

    /** Waits for attempts under way, for as long as the grace; the others are made later. */
    void stop(Duration grace);
}
