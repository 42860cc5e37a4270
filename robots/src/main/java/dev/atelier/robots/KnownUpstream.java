package dev.atelier.robots;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The public names of robots that instructions from elsewhere may use, ours among them. */
public final class KnownUpstream {
    public static final Set<String> NAMES = names();

    private KnownUpstream() {}

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        family(names, "upload", "handle");
        family(
                names,
                "image",
                "generate resize optimize merge describe bgremove upscale enhance ocr facedetect"
                        + " copyrightdetect");
        family(
                names,
                "file",
                "filter hash verify serve compress decompress preview read watermark virusscan");
        family(names, "meta", "read write");
        family(names, "http", "import request");
        family(names, "html", "convert");
        family(names, "text", "translate speak");
        family(names, "speech", "transcribe");
        family(names, "ai", "chat");
        family(names, "script", "run");
        family(names, "assembly", "savejson");
        family(names, "progress", "simulate");
        family(names, "document", "thumbs convert merge split optimize autorotate extract ocr");
        family(
                names,
                "video",
                "generate thumbs encode adaptive concat merge split subtitle artwork ondemand");
        family(names, "audio", "encode concat merge loop split artwork waveform");
        Stream.of(
                        "s3 minio wasabi backblaze digitalocean cloudflare tigris supabase mega"
                                + " swift",
                        "transloadit azure google ftp sftp dropbox box cloudfiles vimeo")
                .flatMap(line -> Stream.of(line.split(" ")))
                .forEach(place -> family(names, place, "import store"));
        family(names, "tus", "store");
        family(names, "youtube", "store");
        family(names, "tlcdn", "deliver");
        family(names, "edgly", "deliver");
        return Set.copyOf(names);
    }

    private static void family(Set<String> names, String first, String seconds) {
        Stream.of(seconds.split(" ")).map(second -> "/" + first + "/" + second).forEach(names::add);
    }
}
