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
