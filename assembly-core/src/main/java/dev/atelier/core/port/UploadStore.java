package dev.atelier.core.port;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Keeps what is known of resumable uploads besides their bytes. Called inside {@link
 * Transactions#call} the writes join that transaction.
 */
public interface UploadStore {

    /** How far an upload has come. */
    enum State {
        /** Bytes are still missing, or have just become complete. */
        RECEIVING,
        /** All bytes are there and their hashes known; the Assembly may not have the file yet. */
        COMPLETE,
        /** The Assembly has the file. */
        ADDED,
        /** Its bytes are gone and nobody will have them. */
        DROPPED
    }

    /**
     * One resumable upload.
     *
     * @param id 32 hexadecimal digits; the file it becomes has the same
     * @param url where the client sends it, empty for a file that came with a form
     * @param field the form field it stands for
     * @param metadata as the client sent it
     * @param concat {@code partial}, or what it was put together from; null for an ordinary upload
     * @param length null until the client has said it
     * @param ref set once {@code COMPLETE}
     * @param touched when something last arrived, not to the second
     */
    record Upload(
            String id,
            String assemblyId,
            String url,
            String name,
            String field,
            ObjectNode userMeta,
            String metadata,
            @Nullable String concat,
            @Nullable Long length,
            State state,
            FileStore.@Nullable FileRef ref,
            long touched) {
        /** The mark of an upload that is only there to be put together with others. */
        public static final String PARTIAL = "partial";

        public boolean partial() {
            return PARTIAL.equals(concat);
        }

        public Upload withLength(long known) {
            return with(known, state, ref, touched);
        }

        public Upload withState(State next) {
            return with(length, next, ref, touched);
        }

        public Upload complete(FileStore.FileRef known) {
            return with(length, State.COMPLETE, known, touched);
        }

        public Upload touchedAt(long time) {
            return with(length, state, ref, time);
        }

        private Upload with(
                @Nullable Long newLength,
                State newState,
                FileStore.@Nullable FileRef newRef,
                long newTouched) {
            return new Upload(
                    id,
                    assemblyId,
                    url,
                    name,
                    field,
                    userMeta,
                    metadata,
                    concat,
                    newLength,
                    newState,
                    newRef,
                    newTouched);
        }
    }

    void create(Upload upload);

    Optional<Upload> find(String id);

    /** All uploads of an Assembly, oldest first. */
    List<Upload> of(String assemblyId);

    /** Those that are {@code RECEIVING} or {@code COMPLETE}, of all Assemblies. */
    List<Upload> pending();

    /** Notes that something arrived for an upload. */
    void touch(String id, long at);

    /** Stores length, state and hashes of an upload; no error when it is gone. */
    void update(Upload upload);

    void delete(String id);
}
