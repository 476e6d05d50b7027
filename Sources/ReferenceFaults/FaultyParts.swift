import ReferenceJOSE
import StrictJSON

// Tokens as a verifier with a fault parses them.
extension Faults {
    /// Parses a token.
    func parts(of token: [UInt8], isDetached: Bool) throws(Rejection) -> TokenParts {
        guard token.count <= TokenLimits.tokenOctetCount || lack(.tokenSize) else {
            throw Rejection(.tokenSize, "the token has \(token.count) octets")
        }
        if follow(.schemeDropped), let space = token.lastIndex(of: 0x20) {
            return try compactParts(of: Array(token[(space + 1)...]), isDetached: isDetached)
        }
        guard TokenParts.isJSON(token.span) else { return try compactParts(of: token, isDetached: isDetached) }
        return try jsonParts(of: at(.token).parse(token), isDetached: isDetached)
    }

    /// The signatures that are verified: all of them.
    func judgedEntries(of parts: TokenParts) -> [SignatureEntry] {
        if follow(.firstSignature) { return Array(parts.entries.prefix(1)) }
        if follow(.lastSignature) { return Array(parts.entries.suffix(1)) }
        return parts.entries
    }

    // MARK: Compact serialization

    private func compactParts(of token: [UInt8], isDetached: Bool) throws(Rejection) -> TokenParts {
        let segments = try segments(of: token)
        guard segments.count == 3 else {
            return TokenParts(form: .compact, payloadText: segments.count > 1 ? segments[1] : [], entries: [])
        }
        let protected = try readProtected(at(.header).decode(segments[0]))
        let entry = SignatureEntry(
            protectedText: segments[0],
            header: JOSEHeader(protected: protected),
            signature: try at(.signature).decode(segments[2])
        )
        let payload = segments[1].isEmpty && isDetached ? nil : segments[1]
        return TokenParts(form: .compact, payloadText: payload, entries: [entry])
    }

    /// The segments; if they aren't counted, those that are found.
    ///
    /// Empty ones are skipped and the first three are used, as where a token is split with a library's default; and so
    /// are periods that a front end had spelled otherwise. With fewer than three there is nothing to verify, and the
    /// second is the payload.
    private func segments(of token: [UInt8]) throws(Rejection) -> [[UInt8]] {
        let period = UInt8(ascii: ".")
        let count = TokenParts.periods(in: token.span).count + 1
        guard count != 5 else { throw Rejection(.encrypted, "five segments: this is a JWE") }
        guard count != 3 else {
            return token.split(separator: period, omittingEmptySubsequences: false).map { Array($0) }
        }
        guard lack(.compactSegments) || (follow(.trailingPeriod) && token.last == period) else {
            throw Rejection(.compactSegments, "there are \(count) segments")
        }
        var text = String(decoding: token, as: UTF8.self)
        for spelling in ["%2E", "\u{2024}", "\u{FF0E}"] { text = text.replacing(spelling, with: ".") }
        return text.utf8.split(separator: period).prefix(3).map { Array($0) }
    }

    // MARK: JSON serialization

    /// Shows the strict reader what it accepts in place of what a check is missing for, and puts the rest back.
    private func jsonParts(of token: JSON, isDetached: Bool) throws(Rejection) -> TokenParts {
        guard let object = token.object, object["ciphertext"] == nil else {
            return try TokenParts(json: token, isDetached: isDetached)
        }
        var shown = object
        if lack(.serializationMembers) { shown = shown.setting("payload", to: shownPayload(of: object, isDetached)) }
        let signatures = object["signatures"]
        if signatures != nil, lack(.serializationForm) { shown = shown.removing(Self.signatureMembers) }
        var elements = signatures == nil ? [token] : signatures?.array ?? []
        if lack(.serializationMembers) {
            // As in libraries that verify the signatures they find.
            elements = elements.count > TokenLimits.signatureCount ? [] : elements.filter(isSignature)
        }
        let isEmptied =
            elements.isEmpty
            && (lack(.serializationMembers) || (lack(.serializationSignatures) && signatures?.array != nil))
        if isEmptied {
            // A signature that is never looked at.
            shown = shown.removing(signatures == nil ? Self.signatureMembers : [])
            shown = shown.setting("signatures", to: .array([.object(Self.emptySignature)]))
            let parts = try TokenParts(json: .object(shown), isDetached: isDetached)
            return TokenParts(form: .json, payloadText: parts.payloadText, entries: [])
        }
        if signatures == nil {
            shown = shownSignature(shown)
        } else if signatures?.array != nil {
            let signatures = elements.map { element in element.object.map { .object(shownSignature($0)) } ?? element }
            shown = shown.setting("signatures", to: .array(signatures))
        }
        let parts = try TokenParts(json: .object(shown), isDetached: isDetached)
        var entries: [SignatureEntry] = []
        for (entry, element) in zip(parts.entries, elements) {
            entries.append(try restored(entry, from: element.object ?? JSONObject([])))
        }
        return TokenParts(form: .json, payloadText: parts.payloadText, entries: entries)
    }

    private static let signatureMembers = ["signature", "protected", "header"]
    private static let emptySignature = JSONObject([("signature", .string("")), ("header", .object(JSONObject([])))])

    private func shownPayload(of object: JSONObject, _ isDetached: Bool) -> JSON? {
        guard let value = object["payload"] else { return isDetached ? nil : .string("") }
        guard value.string == nil else { return value }
        // What a language makes of the value: an object's own text, a number's digits.
        let written = JSONWriter.text(value)
        return .string(value.object == nil ? written : Base64URL.text(Array(written.utf8)))
    }

    /// Whether the strict reader finds a signature here, good or bad.
    private func isSignature(_ element: JSON) -> Bool {
        guard let object = element.object else { return false }
        do throws(Rejection) {
            _ = try SignatureEntry(shownSignature(object))
            return true
        } catch {
            return error.check != .serializationMembers
        }
    }

    /// A signature with canonical base64url, and with a header of the same names.
    ///
    /// What this reader can't read either stays, for the strict one to reject.
    private func shownSignature(_ object: JSONObject) -> JSONObject {
        var shown = object.changing("signature") { value in
            guard let octets = try? at(.signature).decode(Array((value.string ?? "").utf8)), value.string != nil else {
                return value
            }
            return .string(Base64URL.text(octets))
        }
        guard let text = object["protected"]?.string,
            let protected = try? readProtected(at(.header).decode(Array(text.utf8)))
        else { return shown }
        let names = JSONObject(protected.names.map { ($0, .null) })
        shown = shown.setting("protected", to: .string(Base64URL.text(Array(JSONWriter.text(.object(names)).utf8))))
        if lack(.headersDisjoint) || prefersUnprotected {
            shown = shown.changing("header") { value in
                value.object.map { .object($0.removing(protected.names)) } ?? value
            }
        }
        return shown
    }

    /// Whether a parameter of the unprotected header is looked at before the protected one's.
    private var prefersUnprotected: Bool {
        guard case .place(let misplaced) = mutation else { return false }
        return misplaced.place == .unprotected
    }

    private func restored(_ entry: SignatureEntry, from object: JSONObject) throws(Rejection) -> SignatureEntry {
        let text = Array((object["protected"]?.string ?? "").utf8)
        let protected = text.isEmpty ? JSONObject([]) : try readProtected(at(.header).decode(text))
        let header = JOSEHeader(protected: protected, unprotected: object["header"]?.object ?? JSONObject([]))
        return SignatureEntry(protectedText: text, header: header, signature: entry.signature)
    }
}
