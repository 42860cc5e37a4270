package dev.atelier.core.port;

import dev.atelier.core.assembly.JobKey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes ids: 32 lower-case hexadecimal digits each. */
public interface Ids {
    /** Unguessable: knowing it is the right to see the Assembly. */
    String assemblyId();

    String uploadId();

    /** {@code unique_prefix}: the same each time the job runs, of its own for every job. */
    static String prefix(JobKey job) {
        String id = fileId(job, 0);
        return id.substring(0, 2) + "/" + id.substring(2);
    }

    /** {@code unique_original_prefix}: the same for all files of one Assembly from one original. */
    static String originalPrefix(String assemblyId, String originalId) {
        return prefix(new JobKey(assemblyId, "", originalId));
    }

    /** The id of a job's n-th file: the same each time the job runs. */
    static String fileId(JobKey job, int ordinal) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((job.text() + "#" + ordinal).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
