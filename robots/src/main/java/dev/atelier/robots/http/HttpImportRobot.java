package dev.atelier.robots.http;

import dev.atelier.core.assembly.Load;
import dev.atelier.core.assembly.Names;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.instructions.Phase;
import dev.atelier.core.robot.Emission;
import dev.atelier.core.robot.Param;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.core.robot.RobotDescriptor;
import dev.atelier.core.robot.RobotInput;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.param.ByteRange;
import dev.atelier.robots.param.RequestHeaders;
import dev.atelier.robots.param.Words;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Fetches files from the web. Only public addresses are asked. */
public final class HttpImportRobot implements Robot<HttpImportRobot.Params> {
    private static final RobotDescriptor<Params> ABOUT =
            RobotDescriptor.of("/http/import", Params.class)
                    .mayRunWithoutInput()
                    .imports()
                    .weighs(Load.NETWORK)
                    .codes(ErrorCode.HTTP_IMPORT_VALIDATION, ErrorCode.HTTP_IMPORT_FAILURE)
                    .summary(
                            "Fetches files from the web. Only servers with public addresses are"
                                    + " asked, also after redirects.");

    private final Outbound outbound;
    private final ImportLimits limits;

    public HttpImportRobot(Outbound outbound, ImportLimits limits) {
        this.outbound = outbound;
        this.limits = limits;
    }

    enum Kept {
        META
    }

    record Params(
            @Param(
                            doc = "What to fetch, by http or https.",
                            type = "URL or list of URLs",
                            required = true)
                    Words url,
            @Param(doc = "What separates the URLs in a single string.", fallback = "|")
                    String urlDelimiter,
            @Param(
                            doc =
                                    "Sent with every request: `\"Name: value\"`, `\"Name;\"` for an"
                                        + " empty value, or objects. Dropped when a redirect leads"
                                        + " to another server.",
                            type = "list of headers, or JSON text of one",
                            fallback = "[]")
                    RequestHeaders headers,
            @Param(
                            doc =
                                    "Whether a URL that fails is given up at once instead of tried"
                                            + " three times.",
                            fallback = "false")
                    Boolean failFast,
            @Param(doc = "Largest file, in bytes. The server has a limit of its own.", min = 1)
                    @Nullable Long maxFileSize,
            @Param(
                            doc =
                                    "Parts to fetch, such as `0-99` or `-100`. What is not fetched"
                                        + " is filled with zeros up to the last part. A server that"
                                        + " does not know ranges gives the whole file.",
                            type = "range of bytes or list of ranges")
                    @Nullable ByteRange range,
            @Param(
                            doc = "Names for the files, in the order of the URLs.",
                            type = "string, list of strings or object of URL and name")
                    @Nullable ForcedNames forceName,
            @Param(
                            doc =
                                    "`meta` imports a file although its metadata cannot be read;"
                                            + " with `ignore_errors` alone it is left out.",
                            fallback = "[]")
                    List<Kept> importOnErrors,
            @Param(
                            doc =
                                    "Whether files are left where they are: each result then has no"
                                            + " bytes, but `import_url` and `meta.stub`. For steps"
                                            + " that look at no bytes, such as `/http/request`.",
                            fallback = "false")
                    Boolean returnFileStubs,
            @Param(
                            doc =
                                    "Nothing public tells what it does; each imported file is an"
                                            + " original of its own.",
                            notYet = true)
                    @Nullable String forceOriginalId) {
        Params {
            urlDelimiter = urlDelimiter == null ? "|" : urlDelimiter;
            headers = headers == null ? RequestHeaders.NONE : headers;
            failFast = failFast != null && failFast;
            importOnErrors = importOnErrors == null ? List.of() : importOnErrors;
            returnFileStubs = returnFileStubs != null && returnFileStubs;
            if (returnFileStubs && range != null) {
                throw new ParamException("range", "is of no use with return_file_stubs");
            }
            if (urls(url, urlDelimiter).isEmpty()) {
                throw new ParamException("url", "must not be empty");
            }
            for (String each : urls(url, urlDelimiter)) {
                if (!each.regionMatches(true, 0, "http://", 0, 7)
                        && !each.regionMatches(true, 0, "https://", 0, 8)) {
                    throw new ParamException("url", "must begin with http:// or https://");
                }
            }
        }

        List<String> urls() {
            return urls(url, urlDelimiter);
        }

        private static List<String> urls(Words url, String delimiter) {
            if (!url.single() || delimiter.isEmpty()) {
                return url.all();
            }
            return Pattern.compile(Pattern.quote(delimiter))
                    .splitAsStream(url.all().getFirst())
                    .map(String::strip)
                    .filter(each -> !each.isEmpty())
                    .toList();
        }
    }

    @Override
    public RobotDescriptor<Params> about() {
        return ABOUT;
    }

    @Override
    public void run(Params params, RobotInput input, RobotContext job) throws IOException {
        List<String> urls = params.urls();
        if (urls.size() > limits.files()) {
            throw new AssemblyException(
                    ErrorCode.MAX_NUMBER_OF_FILES_EXCEEDED,
                    "One step may import " + limits.files() + " files, not " + urls.size() + ".");
        }
        var download = new Download(outbound, params, limits.time(), limits.pause(), job.scratch());
        long left = limits.totalBytes();
        for (int i = 0; i < urls.size(); i++) {
            job.checkCancelled();
            if (params.returnFileStubs()) {
                stub(params, urls, i, job);
            } else {
                left -= one(params, urls, i, download, left, job);
            }
            job.progress(i + 1, urls.size());
        }
    }

    private static void stub(Params params, List<String> urls, int i, RobotContext job)
            throws IOException {
        String url = urls.get(i);
        try {
            Download.refuseUnusable(url);
        } catch (AssemblyException e) {
            if (!job.ignore(Phase.IMPORT, e.error())) {
                throw e;
            }
            return;
        }
        String forced = params.forceName() == null ? null : params.forceName().of(i, url);
        String name = forced == null ? FileName.of(url) : Names.urlName(forced);
        job.emit(new Emission.Stub(name, url, urls.size() > 1));
    }

    /** The bytes fetched; none when the step ignores that it failed. */
    private long one(
            Params params, List<String> urls, int i, Download download, long left, RobotContext job)
            throws IOException {
        String url = urls.get(i);
        Fetched fetched;
        try {
            fetched = download.fetch(url, maxBytes(params, left));
        } catch (AssemblyException e) {
            if (!job.ignore(Phase.IMPORT, e.error())) {
                throw e;
            }
            return 0;
        }
        String forced = params.forceName() == null ? null : params.forceName().of(i, url);
        String name = forced == null ? fetched.name() : Names.urlName(forced);
        boolean anyway = params.importOnErrors().contains(Kept.META);
        job.emit(new Emission.Imported(fetched.bytes(), name, url, urls.size() > 1, anyway));
        return fetched.size();
    }

    private long maxBytes(Params params, long left) {
        long most = Math.min(limits.fileBytes(), left);
        return params.maxFileSize() == null ? most : Math.min(most, params.maxFileSize());
    }
}
