package dev.postern.gateway.oauth;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One URL of an issuer, asked within bounds of time, size and number. Follows no redirection. Thread-safe. */
final class Endpoint implements AutoCloseable {

    /** Postfix gives a login 10 s, of which the database needs some. */
    static final Duration PATIENCE = Duration.ofSeconds(4);

    /** More than the keys of any issuer. */
    static final int MAX_BODY = 256 * 1024;

    private static final int OK = 200;
    private static final int MAX_CONNECTIONS = 8;
    private static final int MAX_WAITING = 64;

    private final HttpClient client;
    private final URI url;
    private final Duration patience;

    Endpoint(Vertx vertx, URI url, Duration patience) {
        this.url = url;
        this.patience = patience;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(Math.toIntExact(patience.toMillis())),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS).setMaxWaitQueueSize(MAX_WAITING));
    }

    /** What it says; fails if it does not answer in time, or not with 200. */
    Future<Buffer> get() {
        return ask(HttpMethod.GET, Map.of(), Buffer.buffer());
    }

    /** What it says to a form; fails if it does not answer in time, or not with 200. */
    Future<Buffer> post(Map<String, String> headers, Buffer form) {
        return ask(HttpMethod.POST, headers, form);
    }

    private Future<Buffer> ask(HttpMethod method, Map<String, String> headers, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url.toString())
                .putHeader("Accept", "application/json");
        headers.forEach(options::putHeader);
        return client.request(options)
                .compose(request -> exchange(request, body)
                        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .onFailure(cause -> request.reset()))
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Future<Buffer> exchange(HttpClientRequest request, Buffer body) {
        return request.send(body).compose(Endpoint::read);
    }

    private static Future<Buffer> read(HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        response.exceptionHandler(whole::tryFail);
        if (response.statusCode() != OK) {
            whole.tryFail(new IOException("it answers " + response.statusCode()));
            return whole.future();
        }
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            if (body.length() + chunk.length() <= MAX_BODY) {
                body.appendBuffer(chunk);
            } else {
                whole.tryFail(new IOException("it answers more than " + MAX_BODY + " bytes"));
            }
        });
        response.endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
