package dev.atelier.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.port.FileStore;

import java.util.ArrayList;
import java.util.List;

/**
 * A resumable upload, or a large file of a form, that has arrived whole and is stored.
 *
 * @param id of the upload, and of the file it becomes
 * @param url where it was sent to, empty for a file of a form
 */
public record AddedFile(
        String id,
        String url,
        FileStore.FileRef ref,
        String name,
        String field,
        ObjectNode userMeta) {

    /** What taking it into the Assembly means there; nothing when it is in it already. */
    List<Event> events(Assembly assembly, long now) {
        if (assembly.tusUrls().containsKey(id)) {
            return List.of();
        }
        if (assembly.status().terminal() || assembly.uploadsClosed()) {
            throw new AssemblyException(
                    ErrorCode.ASSEMBLY_SATURATED,
                    "The Assembly has all the uploads it expected; announce more with"
                            + " num_expected_upload_files when you create it.");
        }
        var events = new ArrayList<Event>();
        events.add(new Event.FileAdded(now, file(), url));
        int complete = assembly.tusUrls().size() + 1;
        if (complete >= assembly.created().request().awaitedUploads()) {
            events.add(new Event.UploadsClosed(now));
        }
        return events;
    }

    private AssemblyFile file() {
        return new AssemblyFile(
                id,
                ref.sha256(),
                ref.md5(),
                ref.size(),
                name,
                "application/octet-stream",
                null,
                field,
                new AssemblyFile.Original(id, name, "/", ref.md5()),
                false,
                null,
                AssemblyFile.emptyJson(),
                userMeta);
    }
}
