package dev.atelier.server.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.Assembly;
import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.port.UploadStore.Upload;
import dev.atelier.core.upload.ResumableUploads.Progress;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What a status says of resumable uploads, and how many bytes have come. */
final class TusUploads {
    private TusUploads() {}

    static void write(Assembly assembly, List<Progress> unfinished, ObjectNode json) {
        var urls = assembly.tusUrls();
        List<Progress> rest =
                unfinished.stream().filter(one -> !urls.containsKey(one.upload().id())).toList();
        long offsets = rest.stream().mapToLong(Progress::offset).sum();
        long sizes = rest.stream().mapToLong(TusUploads::size).sum();
        long finished = urls.values().stream().filter(url -> !url.isEmpty()).count();
        List<Progress> started = rest.stream().filter(TusUploads::resumable).toList();
        json.put("bytes_received", assembly.bytesReceived() + offsets);
        json.put("bytes_expected", assembly.bytesReceived() + sizes);
        json.put("expected_tus_uploads", assembly.created().request().expectedUploads());
        json.put("started_tus_uploads", finished + started.size());
        json.put("finished_tus_uploads", finished);
        ArrayNode list = json.putArray("tus_uploads");
        for (AssemblyFile file : assembly.uploads()) {
            String url = url(urls, file);
            if (url != null) {
                finished(list.addObject(), file, url);
            }
        }
        started.forEach(one -> unfinished(list.addObject(), one));
    }

    /** Where a file was sent to; null when it came with a form, whenever it was added. */
    static @Nullable String url(Map<String, String> urls, AssemblyFile file) {
        String url = urls.get(file.original().id());
        return url == null || url.isEmpty() ? null : url;
    }

    private static boolean resumable(Progress one) {
        return !one.upload().url().isEmpty();
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
