import FoundationEssentials
import JWTConformance
import Subprocess

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// A GET by the program curl: no library is linked for it, and curl's own care with certificates, lengths and time is had.
///
/// The user's own settings and proxies are left aside, and nothing is followed unless it says so.
struct CurlRequest: Sendable {
    /// What came back.
    struct Response: Sendable {
        let status: Int
        /// How many heads came: more than one if something was followed, or an interim response came first.
        let heads: Int
        /// The fields by their names in lower case; those of one name are joined by commas.
        let fields: [String: String]
        let body: [UInt8]
    }

    /// Why nothing did.
    struct Failure: Error, Hashable, Sendable { let description: String }

    /// The address; it begins with `https:` or `http:`.
    var url: String
    /// A file with the certificate of the authority to trust, in PEM.
    var caFile: String
    /// Fields of the request.
    var fields: [(String, String)] = []
    /// How long the whole of it may take, in seconds.
    var seconds: Int64
    /// How many octets the response may have.
    var octets: Int
    /// Further arguments.
    var arguments: [String] = []

    /// Asks.
    @concurrent
    func send() async throws(Failure) -> Response {
        var words = ["-q", "--silent", "--show-error", "--globoff", "--http1.1", "--noproxy", "*", "--include"]
        words += ["--proto", "=https,http", "--cacert", caFile, "--max-time", "\(seconds)"]
        for (name, value) in fields { words += ["--header", "\(name): \(value)"] }
        words += arguments + ["--url", url]
        let output: [UInt8]
        do {
            let result = try await Subprocess.run(
                .name("curl"),
                arguments: Arguments(words),
                output: .bytes(limit: octets),
                error: .string(limit: 4096)
            )
            guard result.terminationStatus.isSuccess else {
                throw Failure(description: result.standardError.bounded(to: 256))
            }
            output = result.standardOutput
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(description: "curl: \(error)".bounded(to: 256))
        }
        return try Self.response(in: output)
    }

    /// The last response in what curl wrote: heads of redirects come before it.
    private static func response(in output: [UInt8]) throws(Failure) -> Response {
        var rest = output[...]
        var heads = 0
        while true {
            heads += 1
            guard let end = rest.firstRange(of: [13, 10, 13, 10]) else {
                throw Failure(description: "expected the head of a response")
            }
            let lines = String(decoding: rest[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
            rest = rest[end.upperBound...]
            let words = (lines.first ?? "").split(separator: " ")
            guard words.first?.hasPrefix("HTTP/") == true, words.count > 1, let status = Int(words[1]) else {
                throw Failure(description: "expected a status line")
            }
            if rest.starts(with: Array("HTTP/1".utf8)), status < 400 { continue }
            var fields: [String: String] = [:]
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { continue }
                let value = parts[1].trimmingPrefix(while: \.isWhitespace)
                fields[parts[0].lowercased(), default: ""] += (fields[parts[0].lowercased()] == nil ? "" : ", ") + value
            }
            return Response(status: status, heads: heads, fields: fields, body: Array(rest))
        }
    }
}
