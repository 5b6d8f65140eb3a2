package dev.tocsin.probe.check.network;

import dev.tocsin.probe.check.Phase;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;

/// Opens TCP connections.
@Singleton
public final class Connector {

    private final Names names;

    Connector(Names names) {
        this.names = names;
    }

    /// Tries the host's addresses one after the other until one takes the connection.
    public Socket connect(String host, int port, Ask ask) throws IOException, InterruptedException {
        var addresses = names.resolve(host, ask);
        ask.enter(Phase.CONNECT);
        for (var address : addresses.subList(0, addresses.size() - 1)) {
            try {
                return connect(address, port, ask);
            } catch (ConnectException | NoRouteToHostException e) {
                // The next address may take it; what the last one says stands.
            }
        }
        return connect(addresses.getLast(), port, ask);
    }

    private static Socket connect(InetAddress address, int port, Ask ask) throws IOException {
        var socket = ask.holding(new Socket());
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, port));
        return socket;
    }
}
