/// A file in the layout of the RFC 7520 cookbook: one JWS example.
struct CookbookFile: Codable {
    struct Input: Codable {
        let payload: String?
        let key: JSONValue?
        let alg: JSONValue?
    }

    struct Output: Codable {
        let compact: String?
        let json: JSONValue?
        let jsonFlat: JSONValue?

        enum CodingKeys: String, CodingKey {
            case compact, json
            case jsonFlat = "json_flat"
        }
    }

    let title: String?
    let input: Input
    let signing: JSONValue?
    let output: Output

    static func read(_ json: [UInt8], name: String) throws(ImportError) -> CookbookFile {
        try ImportedJSON.decode(CookbookFile.self, from: json, name: name)
    }

    func imported(name: String, slug: String, errata: Errata, pem: (JSONValue) -> String?) -> ImportedFile {
        let forms: [(String, String?)] = [
            ("compact", output.compact), ("general", output.json.map(ImportedJSON.text)),
            ("flattened", output.jsonFlat.map(ImportedJSON.text)),
        ]
        var omissions: [ImportedFile.Omission] = []
        var tests: [VectorFile.Test] = []
        for (form, token) in forms {
            guard let token else { continue }
            guard signing != nil else {
                omissions.append(.init(test: form, reason: "not a JWS example"))
                continue
            }
            tests.append(test(form, token, source: name, slug, errata).vector(errata: errata))
        }
        guard !tests.isEmpty, let key = input.key else {
            if !tests.isEmpty { omissions.append(.init(test: name, reason: "the example has no key")) }
            return ImportedFile(file: VectorFile(title: label(name), groups: [], flags: [:]), omissions: omissions)
        }
        let group = VectorFile.Group(
            id: "cookbook/\(slug)",
            key: key.trusted(pem: pem),
            policy: VerificationPolicy(algorithms: algorithms(key, tests[0])),
            content: .bytes,
            tests: tests
        )
        return ImportedFile(file: VectorFile(title: label(name), groups: [group], flags: [:]), omissions: omissions)
    }

    private func label(_ name: String) -> String { ImportLayout.cookbook.titlePrefix + (title ?? name) }

    private func test(_ form: String, _ token: String, source: String, _ slug: String, _ errata: Errata) -> ImportedTest
    {
        var test = ImportedTest(
            source: source,
            test: form,
            id: "cookbook/\(slug)/\(form)",
            summary: "\(title ?? source), \(form)",
            token: token,
            expect: errata.entry(source: source, test: form)?.expect ?? "accept",
            why: nil
        )
        let payload = (input.payload ?? "").octets
        test.payload = payload
        if isDetached(token) { test.detachedPayload = payload }
        return test
    }

    /// Whether the token lacks its payload.
    private func isDetached(_ token: String) -> Bool {
        if token.hasPrefix("{") { return !token.contains("\"payload\"") }
        return token.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.isEmpty ?? false
    }

    private func algorithms(_ key: JSONValue, _ test: VectorFile.Test) -> VerificationPolicy.Algorithms {
        if let name = input.alg?.stringValue { return .only([name]) }
        if let names = input.alg?.arrayValue?.compactMap(\.stringValue), !names.isEmpty { return .only(names) }
        let keys = key.arrayValue.map { JSONValue.object(["keys": .array($0)]) } ?? key
        return keys.algorithms(for: test.token ?? "")
    }
}

extension String {
    fileprivate var octets: Octets { Octets(utf8: self) }
}
