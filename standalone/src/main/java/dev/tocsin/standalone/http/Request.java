package dev.tocsin.standalone.http;

import com.sun.net.httpserver.Headers;
import org.jspecify.annotations.Nullable;

/// A request that was read whole; the body is the bytes that came, since signatures are made over those.
@SuppressWarnings("ArrayRecordComponent")
public record Request(String method, String path, Headers headers, byte[] body) {

    public @Nullable String header(String name) {
        return headers.getFirst(name);
    }

    public boolean isJson() {
        var type = header("Content-Type");
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }
}
