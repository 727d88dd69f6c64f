import CCurl
import Foundation

/// One exchange on the transfer thread; never leaves it.
final class Transfer {
    let number: Int
    let easy: UnsafeMutableRawPointer
    private let request: HTTPRequest
    private let continuation: CheckedContinuation<HTTPResponse, any Error>
    private let sink: Sink
    private var headers: UnsafeMutablePointer<curl_slist>?
    private let errorText: UnsafeMutablePointer<CChar>

    /// Collects the response; libcurl's callbacks get its address.
    private final class Sink {
        var body: [UInt8] = []
        var headers: [String: String] = [:]
        let limit: Int
        var isFull = false

        init(limit: Int) { self.limit = limit }
    }

    init(
        number: Int, request: HTTPRequest, continuation: CheckedContinuation<HTTPResponse, any Error>,
        certificateBundle: String?, bodyLimit: Int
    ) throws {
        guard let easy = ccurl_easy_init() else { throw TransportError.refused(reason: "out of memory") }
        self.number = number
        self.easy = easy
        self.request = request
        self.continuation = continuation
        sink = Sink(limit: bodyLimit)
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        do {
            try configure(certificateBundle)
        } catch {
            release()
            throw error
        }
    }

    private func configure(_ certificateBundle: String?) throws {
        try check(ccurl_set_error_buffer(easy, errorText))
        try check(ccurl_set_string(easy, CURLOPT_URL, request.url))
        try check(ccurl_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https"))
        try check(ccurl_set_string(easy, CURLOPT_USERAGENT, "leafwatch"))
        try check(ccurl_set_long(easy, CURLOPT_NOSIGNAL, 1))
        try check(ccurl_set_long(easy, CURLOPT_TIMEOUT_MS, request.timeout))
        try check(ccurl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, min(10_000, request.timeout)))
        if !request.usesProxy { try check(ccurl_set_string(easy, CURLOPT_NOPROXY, "*")) }
        if let certificateBundle { try check(ccurl_set_string(easy, CURLOPT_CAINFO, certificateBundle)) }
        switch request.method {
        case "GET": try check(ccurl_set_long(easy, CURLOPT_HTTPGET, 1))
        case "PUT":
            // A body without bytes still needs an address, or libcurl asks for a file.
            try setBody()
            try check(ccurl_set_string(easy, CURLOPT_CUSTOMREQUEST, "PUT"))
        default: try setBody()
        }
        if let signing = request.signing {
            try check(
                ccurl_set_string(easy, CURLOPT_AWS_SIGV4, "aws:amz:\(signing.region):\(signing.service)"))
            try check(ccurl_set_string(easy, CURLOPT_USERNAME, signing.credentials.accessKeyID))
            try check(ccurl_set_string(easy, CURLOPT_PASSWORD, signing.credentials.secretAccessKey))
            if let token = signing.credentials.sessionToken {
                headers = ccurl_slist_append(headers, "X-Amz-Security-Token: \(token)")
            }
        }
        for header in request.headers {
            headers = ccurl_slist_append(headers, "\(header.name): \(header.value)")
        }
        try check(ccurl_set_list(easy, CURLOPT_HTTPHEADER, headers))
        let context = Unmanaged.passUnretained(sink).toOpaque()
        try check(
            ccurl_set_sink(
                easy,
                { bytes, size, count, context in
                    guard let context, let bytes else { return 0 }
                    let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
                    guard sink.body.count + size * count <= sink.limit else {
                        sink.isFull = true
                        return 0
                    }
                    sink.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: size * count))
                    return size * count
                }, context))
        try check(
            ccurl_set_headers(
                easy,
                { bytes, size, count, context in
                    guard let context, let bytes else { return 0 }
                    let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
                    let line = String(
                        decoding: UnsafeRawBufferPointer(start: bytes, count: size * count), as: UTF8.self)
                    let parts = line.split(separator: ":", maxSplits: 1)
                    if parts.count == 2, sink.headers.count < 200 {
                        sink.headers[parts[0].lowercased()] = parts[1].trimmingCharacters(
                            in: .whitespacesAndNewlines)
                    }
                    return size * count
                }, context))
    }

    private func setBody() throws {
        let bytes = request.body.isEmpty ? [0] : request.body
        let count = request.body.count
        try check(bytes.withUnsafeBytes { ccurl_set_body(easy, $0.baseAddress, curl_off_t(count)) })
    }

    private func check(_ code: CURLcode) throws {
        guard code == CURLE_OK else {
            throw TransportError.refused(reason: String(cString: ccurl_easy_strerror(code)))
        }
    }

    /// Hands over the response, or why there is none.
    func finish(_ code: CURLcode, _ multi: UnsafeMutableRawPointer) {
        ccurl_multi_remove_handle(multi, easy)
        if code == CURLE_OK {
            var status = 0
            _ = ccurl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
            continuation.resume(
                returning: HTTPResponse(status: status, headers: sink.headers, body: sink.body))
        } else {
            continuation.resume(throwing: error(of: code))
        }
        release()
    }

    /// Ends the exchange without a response.
    func fail(_ error: any Error, _ multi: UnsafeMutableRawPointer) {
        ccurl_multi_remove_handle(multi, easy)
        continuation.resume(throwing: error)
        release()
    }

    private func error(of code: CURLcode) -> TransportError {
        let host = URLComponents(string: request.url)?.host ?? request.url
        let said = String(cString: errorText)
        let reason = said.isEmpty ? String(cString: ccurl_easy_strerror(code)) : said
        switch code {
        case CURLE_WRITE_ERROR where sink.isFull: return .tooLong(host: host, limit: sink.limit)
        case CURLE_OPERATION_TIMEDOUT: return .timedOut(host: host, milliseconds: request.timeout)
        case CURLE_SSL_CACERT_BADFILE:
            return .refused(reason: "the file of authorities cannot be read: \(reason)")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR:
            return .untrusted(host: host, reason: reason)
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_FUNCTION_ARGUMENT,
            CURLE_OUT_OF_MEMORY:
            return .refused(reason: reason)
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR:
            return reason.contains("CONNECT tunnel failed") || reason.contains("from proxy")
                ? .proxyRefused(host: host, reason: reason) : .broken(host: host, reason: reason)
        // "Failed to connect to 127.0.0.1 port 3128": what is not the host is the proxy.
        case CURLE_COULDNT_CONNECT where !reason.contains(host), CURLE_COULDNT_RESOLVE_PROXY:
            return .unreachable(host: "the proxy for \(host)", reason: reason)
        default: return .unreachable(host: host, reason: reason)
        }
    }

    private func release() {
        ccurl_easy_cleanup(easy)
        ccurl_slist_free_all(headers)
        headers = nil
        errorText.deallocate()
    }
}
