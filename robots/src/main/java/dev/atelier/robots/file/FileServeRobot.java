package dev.atelier.robots.file;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.ContentDisposition;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/** Says with which headers the URL of a file answers. */
public final class FileServeRobot implements Robot<FileServeRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/file/serve", Params.class)
                    .codes(ErrorCode.FILE_SERVE_VALIDATION, ErrorCode.INTERNAL_COMMAND_ERROR)
                    .summary(
                            "Hands a file on whose URL in `results` answers with these headers,"
                                    + " listed in `meta.served_headers`. Whatever they say, files"
                                    + " are sent so that no browser runs them. The Assembly's id"
                                    + " is not among them, because knowing it is enough to cancel"
                                    + " the Assembly.");

    record Params(
            @Param(
                            doc =
                                    "How many seconds browsers (`max-age`) and caches in between"
                                            + " (`s-maxage`) may keep the file; 259200 and 86400"
                                            + " when left out.",
                            min = 0)
                    @Nullable Integer cacheDuration,
            @Param(
                            doc =
                                    "The name under which the file is saved instead of shown: at"
                                            + " most 255 characters, no slashes. Empty: shown,"
                                            + " where its type can do no harm.",
                            fallback = "")
                    String downloadName,
            @Param(
                            doc =
                                    "Laid over the usual headers, `Cache-Control` among them."
                                            + " Names beginning with `X-` are free, others must"
                                            + " be about caches, types or other origins.",
                            type = "object of header names and values",
                            fallback = "{}")
                    ServedHeaders headers) {
        Params {
            downloadName = downloadName == null ? "" : downloadName;
            headers = headers == null ? ServedHeaders.NONE : headers;
            if (downloadName.length() > 255) {
                throw new ParamException("download_name", "must have at most 255 characters");
            }
            if (downloadName.chars().anyMatch(c -> c == '/' || c == '\\' || control(c))) {
                throw new ParamException(
                        "download_name", "must have no slashes and no control characters");
            }
        }

        private static boolean control(int c) {
            return Character.isISOControl(c);
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws Exception {
        for (AssemblyFile file : input.files()) {
            ObjectNode meta = AssemblyFile.emptyJson();
            ObjectNode headers = meta.putObject(AssemblyFile.SERVED_HEADERS);
            headers(params, file).forEach(headers::put);
            job.emit(new Emission.PassOn(file, meta));
        }
    }

    private static Map<String, String> headers(Params params, AssemblyFile file) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Access-Control-Allow-Headers", "X-Requested-With, Content-Type, Range");
        headers.put("Access-Control-Allow-Methods", "POST, GET, PUT, DELETE, OPTIONS");
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put(
                "Access-Control-Expose-Headers",
                "Transloadit-Assembly-URL, Content-Range, Content-Length, Accept-Ranges");
        headers.put("Cache-Control", cacheControl(params.cacheDuration()));
        headers.put("Content-Type", file.mime() + "; charset=utf-8");
        headers.put("Accept-Ranges", "bytes");
        if (!params.downloadName().isEmpty()) {
            headers.put(
                    "Content-Disposition",
                    ContentDisposition.of("attachment", params.downloadName()));
        }
        headers.putAll(params.headers().all());
        return headers;
    }

    private static String cacheControl(@Nullable Integer seconds) {
        int browser = seconds == null ? 259_200 : seconds;
        int between = seconds == null ? 86_400 : seconds;
        return "public, max-age=" + browser + ", s-maxage=" + between;
    }
}
