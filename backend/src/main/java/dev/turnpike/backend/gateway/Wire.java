package dev.turnpike.backend.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * What Vert.x does not let one say about a connection: the one file that reaches beneath it. A
 * guard that must see the bytes before the decoder does would be added here, in front of it.
 */
final class Wire {
  private static final String DECODER = "httpDecoder";

  private Wire() {}

  /** Before the first byte is read. */
  static void harden(HttpConnection connection, HttpServerOptions options) {
    channel(connection).pipeline().replace(DECODER, DECODER, new StrictDecoder(options));
  }

  /** Closes with a reset, for clients to whom a plain close would be the end of the answer. */
  static void reset(HttpConnection connection) {
    channel(connection).config().setOption(ChannelOption.SO_LINGER, 0);
    connection.close();
  }

  private static Channel channel(HttpConnection connection) {
    return ((ConnectionBase) connection).channel();
  }

  /**
   * Two lengths are one too many (RFC 9112 §6.3): where ours and another server's reading of a
   * request's end differ, requests are smuggled. Netty would drop the Content-Length in silence.
   */
  private static final class StrictDecoder extends VertxHttpRequestDecoder {
    StrictDecoder(HttpServerOptions options) {
      super(options);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
      throw new IllegalArgumentException("Content-Length beside Transfer-Encoding");
    }
  }
}
