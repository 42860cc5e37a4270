package dev.atelier.core.robot;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** A result leaving a robot. */
public sealed interface Emission {
    /** Members laid over the extracted metadata. */
    ObjectNode meta();

    /**
     * New bytes.
     *
     * @param bytes a file in the job's scratch folder; it is moved away
     * @param name file name with extension
     * @param origin the input it descends from, null when it is its own original
     * @param meta members laid over the extracted metadata
     */
    record NewFile(Path bytes, String name, @Nullable AssemblyFile origin, ObjectNode meta)
            implements Emission {}

    /**
     * A file fetched from elsewhere; it is its own original.
     *
     * @param bytes a file in the job's scratch folder; it is moved away
     * @param name file name; one without an extension gets the usual one of its content
     * @param url where it was fetched
     * @param many whether the job fetches several, which makes its followers wait for live work
     * @param withoutMeta keep the file when its metadata cannot be read
     */
    record Imported(Path bytes, String name, String url, boolean many, boolean withoutMeta)
            implements Emission {
        @Override
        public ObjectNode meta() {
            return AssemblyFile.emptyJson();
        }
    }

    /**
     * A file left elsewhere, which has no bytes here; it is its own original.
     *
     * @param name file name; the type is unknown
     * @param url where it can be fetched
     * @param many as for {@link Imported}
     */
    record Stub(String name, String url, boolean many) implements Emission {
        @Override
        public ObjectNode meta() {
            return AssemblyFile.emptyJson().put("stub", true);
        }
    }

    /** An input handed on: same bytes, same name. */
    record PassOn(AssemblyFile file, ObjectNode meta) implements Emission {}

    /** An input handed on, its metadata read anew and laid over what it has. */
    record Reread(AssemblyFile file) implements Emission {
        @Override
        public ObjectNode meta() {
            return AssemblyFile.emptyJson();
        }
    }

    static Emission of(Path bytes, String name, AssemblyFile origin) {
        return new NewFile(bytes, name, origin, AssemblyFile.emptyJson());
    }

    static Emission passOn(AssemblyFile file) {
        return new PassOn(file, AssemblyFile.emptyJson());
    }
}
