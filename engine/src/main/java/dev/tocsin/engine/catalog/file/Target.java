package dev.tocsin.engine.catalog.file;

import dev.tocsin.contract.catalog.Authority;
import dev.tocsin.contract.catalog.HostName;
import dev.tocsin.contract.catalog.Question.Route;
import dev.tocsin.contract.catalog.WebAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Says why a target cannot be asked. It uses the rules of the probe, so that a target that passes here can be asked
/// there.
final class Target {

    private static final Pattern WEB = Pattern.compile("https?://([^/\\\\?#]*).*", Pattern.DOTALL);
    private static final Pattern PORT = Pattern.compile("(.+):(\\d+)");
    private static final String TCP = "tcp://";
    private static final String NO_WEB_ADDRESS = "is not an address such as https://host/path";
    private static final String NO_CONTROL = "is neither https://host nor tcp://host:port";
    private static final String NO_PORT_THERE = "has a port that is not from 1 to 65535";
    private static final String NO_HOST = "is not a host name or address";

    private Target() {}

    static Optional<String> whyNoUrl(String url) {
        var text = Template.withoutSecrets(url);
        var web = WEB.matcher(text);
        if (!web.matches()) {
            return Optional.of(NO_WEB_ADDRESS);
        }
        if (web.group(1).contains("@")) {
            return Optional.of("contains a user name; send it in a header: Authorization: \"Basic ${NAME}\"");
        }
        return WebAddress.of(text).isPresent()
                ? Optional.empty()
                : Optional.of(whyNoAuthority(web.group(1)).orElse(NO_WEB_ADDRESS));
    }

    /// Controls are asked by every probe of a place, whatever its secrets.
    static Optional<String> whyNoControl(String control) {
        if (Template.hasSecret(control)) {
            return Optional.of("must not contain a secret, because every probe asks it");
        }
        if (!control.startsWith(TCP)) {
            return control.startsWith("http") ? whyNoUrl(control) : Optional.of(NO_CONTROL);
        }
        var target = control.substring(TCP.length());
        return Authority.of(target)
                .map(authority -> authority.port().isPresent()
                        ? Optional.<String>empty()
                        : Optional.of("has no port, such as %s:443".formatted(control)))
                .orElseGet(() -> whyNoAuthority(target).or(() -> Optional.of(NO_CONTROL)));
    }

    private static Optional<String> whyNoAuthority(String authority) {
        var port = PORT.matcher(authority);
        if (port.matches() && HostName.ascii(port.group(1)).isPresent()) {
            return Optional.of(NO_PORT_THERE);
        }
        return isInAnotherScript(authority)
                ? Optional.of("has a host that cannot be converted; write it in ASCII: xn--…")
                : Optional.empty();
    }

    private static boolean isInAnotherScript(String text) {
        return text.chars().anyMatch(character -> character > 0x7F);
    }

    static Optional<String> whyNoHost(String host) {
        var text = Template.withoutSecrets(host);
        if (HostName.ascii(text).isPresent()) {
            return Optional.empty();
        }
        if (Authority.of(text).isPresent()) {
            return Optional.of(NO_HOST + "; its port goes into \"port\"");
        }
        return Optional.of(
                isInAnotherScript(text) ? NO_HOST + " that can be converted; write it in ASCII: xn--…" : NO_HOST);
    }

    /// @param name the name for which DNS is asked
    static Optional<String> whyNoDomain(String name, boolean mayBeAddress) {
        var text = Template.withoutSecrets(name);
        var isAddress = HostName.isAddress(text);
        if (isAddress ? mayBeAddress : HostName.domain(text).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(isAddress ? "is an address; to ask for its name, state type: PTR" : "is not a DNS name");
    }

    static Optional<String> whyNoServer(String server) {
        var text = Template.withoutSecrets(server);
        return Authority.of(text).isPresent()
                ? Optional.empty()
                : whyNoAuthority(text).or(() -> Optional.of("is neither host nor host:port"));
    }

    static Optional<String> whyNoProxy(String proxy) {
        if (proxy.equals(Route.DIRECT) || Template.isSecret(proxy)) {
            return Optional.empty();
        }
        var wrong = whyNoUrl(proxy);
        if (wrong.isPresent() && wrong.get().startsWith("contains a user name")) {
            return Optional.of("contains a user name; send it as proxy-authorization: \"Basic ${NAME}\"");
        }
        return wrong.isEmpty()
                        && WebAddress.of(Template.withoutSecrets(proxy))
                                .filter(address ->
                                        !address.isSecure() && address.target().equals("/"))
                                .isPresent()
                ? Optional.empty()
                : Optional.of("is neither http://host:port nor direct");
    }

    /// The host of an address that was found to be valid.
    static Optional<String> host(String address) {
        var text = Template.withoutSecrets(address);
        return text.startsWith(TCP)
                ? Authority.of(text.substring(TCP.length())).map(Authority::host)
                : WebAddress.of(text).map(WebAddress::host);
    }
}
