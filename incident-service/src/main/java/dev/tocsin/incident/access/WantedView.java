package dev.tocsin.incident.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The view that a person wanted to see before the sign-in.
public final class WantedView {

    /// A path of this service. A browser would take `//` and `/\` for the address of another one.
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[A-Za-z0-9:/?&=@._~%+\\[\\]-]{0,1000}");

    private static final String SIGN_IN = "/ops/sign-in";

    private WantedView() {}

    /// The path and the query of an address; whichever host it names is ignored.
    ///
    /// @return empty when it is no path of this service, or the sign-in itself
    public static Optional<String> of(@Nullable String address) {
        if (address == null) {
            return Optional.empty();
        }
        try {
            var uri = new URI(address);
            var path = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
            return Optional.ofNullable(path)
                    .filter(own -> OWN.matcher(own).matches() && !own.startsWith(SIGN_IN) && !own.contains(".."));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }
}
