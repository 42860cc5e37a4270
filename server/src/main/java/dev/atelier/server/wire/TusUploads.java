package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.port.UploadStore.Upload;
import dev.atelier.core.upload.ResumableUploads.Progress;

import java.util.List;

/** What a status says of resumable uploads, and how many bytes have come. */
final class TusUploads {
    private TusUploads() {}

    static void write(Assembly assembly, List<Progress> unfinished, ObjectNode json) {
        var urls = assembly.tusUrls();
        List<Progress> rest =
                unfinished.stream().filter(one -> !urls.containsKey(one.upload().id())).toList();
        long offsets = rest.stream().mapToLong(Progress::offset).sum();
        long sizes = rest.stream().mapToLong(TusUploads::size).sum();
        json.put("bytes_received", assembly.bytesReceived() + offsets);
        json.put("bytes_expected", assembly.bytesReceived() + sizes);
        json.put("expected_tus_uploads", assembly.created().request().expectedUploads());
        json.put("started_tus_uploads", urls.size() + rest.size());
        json.put("finished_tus_uploads", urls.size());
        ArrayNode list = json.putArray("tus_uploads");
        for (AssemblyFile file : assembly.uploads()) {
            String url = urls.get(file.original().id());
            if (url != null) {
                finished(list.addObject(), file, url);
            }
        }
        rest.forEach(one -> unfinished(list.addObject(), one));
    }

    private static void finished(ObjectNode json, AssemblyFile file, String url) {
        json.put("filename", file.original().name());
        json.put("fieldname", file.field());
        json.put("size", file.size());
        json.put("offset", file.size());
        json.put("finished", true);
        json.put("upload_url", url);
        json.set("user_meta", file.userMeta());
    }

    private static void unfinished(ObjectNode json, Progress one) {
        Upload upload = one.upload();
        json.put("filename", upload.name());
        json.put("fieldname", upload.field());
        json.put("size", size(one));
        json.put("offset", one.offset());
        json.put("finished", false);
        json.put("upload_url", upload.url());
        json.set("user_meta", upload.userMeta());
    }

    /** Of an upload whose length is not said yet, what has come so far. */
    private static long size(Progress one) {
        Long length = one.upload().length();
        return length == null ? one.offset() : length;
    }
}
