package dev.atelier.robots.file;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Adds a checksum of the bytes to the metadata of a file. */
public final class FileHashRobot implements Robot<FileHashRobot.Params> {
    private static final int CHUNK = 65_536;
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/file/hash", Params.class)
                    .codes(ErrorCode.FILE_HASH_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                    .summary("Hands a file on with a checksum of its bytes as `meta.hash`.");

    enum Algorithm {
        B2(""),
        MD5("MD5"),
        SHA1("SHA-1"),
        SHA224("SHA-224"),
        SHA256("SHA-256"),
        SHA384("SHA-384"),
        SHA512("SHA-512");

        private final String name;

        Algorithm(String name) {
            this.name = name;
        }

        MessageDigest digest() {
            try {
                return this == B2 ? new Blake2b() : MessageDigest.getInstance(name);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    enum Partial {
        FULL,
        FIRST,
        LAST,
        BOTH
    }

    record Params(
            @Param(doc = "The checksum; `b2` is BLAKE2b with 512 bits.", fallback = "sha256")
                    Algorithm algorithm,
            @Param(
                            doc =
                                    "What is hashed: everything, or the first bytes, the last"
                                            + " bytes, or the first and then the last. In a short"
                                            + " file these may overlap.",
                            fallback = "full")
                    Partial partial,
            @Param(
                            doc = "How many bytes at each end, unless everything is hashed.",
                            min = 1,
                            fallback = "1048576")
                    Long partialSize) {
        Params {
            algorithm = algorithm == null ? Algorithm.SHA256 : algorithm;
            partial = partial == null ? Partial.FULL : partial;
            partialSize = partialSize == null ? 1_048_576L : partialSize;
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        for (AssemblyFile file : input.files()) {
            ObjectNode meta = AssemblyFile.emptyJson();
            meta.put("hash", hash(job.open(file), params, job));
            if (params.partial() != Partial.FULL) {
                meta.put("hash_partial", params.partial().name().toLowerCase(Locale.ROOT));
                meta.put("hash_partial_size", params.partialSize());
            }
            job.emit(new Emission.PassOn(file, meta));
        }
    }

    private static String hash(Path bytes, Params params, RobotContext job) throws IOException {
        MessageDigest digest = params.algorithm().digest();
        try (var file = new RandomAccessFile(bytes.toFile(), "r")) {
            long size = file.length();
            long part = Math.min(size, params.partialSize());
            switch (params.partial()) {
                case FULL -> add(file, 0, size, digest, job);
                case FIRST -> add(file, 0, part, digest, job);
                case LAST -> add(file, size - part, part, digest, job);
                case BOTH -> {
                    add(file, 0, part, digest, job);
                    add(file, size - part, part, digest, job);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(
            RandomAccessFile file, long from, long count, MessageDigest digest, RobotContext job)
            throws IOException {
        byte[] chunk = new byte[CHUNK];
        file.seek(from);
        long left = count;
        while (left > 0) {
            job.checkCancelled();
            int read = file.read(chunk, 0, (int) Math.min(chunk.length, left));
            if (read < 0) {
                throw new IOException("The file became shorter while it was read.");
            }
            digest.update(chunk, 0, read);
            left -= read;
        }
    }
}
