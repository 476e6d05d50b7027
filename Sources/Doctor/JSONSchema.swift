package import JWTConformance

/// A JSON Schema of draft 2020-12, as far as the schemas in `Vectors/schema` go.
///
/// Every keyword is looked at when a schema is read, and an unknown one is an error: a rule that's
/// silently ignored would be worse than none.
package struct JSONSchema: Sendable {
    /// Why a schema can't be used.
    package struct Unusable: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// What is wrong with a document.
    package struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// Where: names and positions from the outermost value on, as in `implementation.name`; empty for the whole.
        package let place: String
        /// What is demanded there.
        package let demand: String
        /// Whether what's missed is the mark by which one of several forms is known.
        var isOfMark = false

        package var description: String { place.isEmpty ? demand : "\(place): \(demand)" }
    }

    /// A place in one of the documents: what `$ref` leads to.
    struct Location: Hashable, Sendable {
        let document: String
        let schema: JSONValue
    }

    private let root: Location
    private let documents: [String: JSONValue]

    /// Takes in a schema and everything that it refers to.
    ///
    /// - Parameters:
    ///   - name: the name of the schema's file.
    ///   - documents: the schemas by the names of their files; a reference may lead from one to another.
    /// - Throws: ``Unusable`` for a keyword that isn't known, a keyword with a value that it can't have, or a reference
    ///   that leads nowhere.
    package init(_ name: String, among documents: [String: JSONValue]) throws(Unusable) {
        guard let schema = documents[name] else { throw Unusable(description: "there is no schema \(name)") }
        self.documents = documents
        root = Location(document: name, schema: schema)
        var seen: Set<Location> = []
        try check(root, at: name, seen: &seen)
    }

    /// What is wrong with a value; nothing if it follows the schema.
    package func problems(of value: JSONValue) -> [Problem] {
        SchemaEvaluation(schema: self).apply(root, to: value, at: "").problems
    }

    /// Where a reference leads: within its own document, or from the beginning of another.
    func target(of reference: String, from document: String) -> Location? {
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts[0].isEmpty ? document : String(parts[0])
        guard var schema = documents[name] else { return nil }
        for step in parts.dropFirst().joined().split(separator: "/") {
            guard let next = schema[String(step)] else { return nil }
            schema = next
        }
        return Location(document: name, schema: schema)
    }

    private func check(_ location: Location, at place: String, seen: inout Set<Location>) throws(Unusable) {
        if case .bool = location.schema { return }
        guard case .object(let keywords) = location.schema else {
            throw Unusable(description: "\(place) is neither an object nor a boolean")
        }
        guard seen.insert(location).inserted else { return }
        for (name, value) in keywords.sorted(by: { $0.key < $1.key }) {
            let here = "\(place) \(name)"
            guard let keyword = Keyword(rawValue: name) else {
                throw Unusable(description: "\(place) has the keyword \(name), which isn't known here")
            }
            guard keyword.form.admits(value) else {
                throw Unusable(description: "\(here) has a value that it can't have")
            }
            for schema in keyword.form.schemas(in: value) {
                try check(Location(document: location.document, schema: schema), at: here, seen: &seen)
            }
            if keyword == .ref {
                guard let target = value.stringValue.flatMap({ target(of: $0, from: location.document) }) else {
                    throw Unusable(description: "\(here) leads nowhere")
                }
                try check(target, at: here, seen: &seen)
            }
        }
    }
}

extension JSONSchema {
    /// The keywords that are known.
    enum Keyword: String, CaseIterable {
        // These say nothing about validity.
        case schema = "$schema"
        case title, description, `default`
        case definitions = "$defs"

        case ref = "$ref"
        case allOf, anyOf, oneOf, not
        case `if`, then, `else`

        case type, const, `enum`
        case minLength, pattern
        case minimum, exclusiveMinimum
        case items, contains, minItems, maxItems, uniqueItems
        case properties, required, additionalProperties, propertyNames, minProperties, maxProperties
        case dependentRequired, unevaluatedProperties

        /// What the value of the keyword has to be.
        var form: Form {
            switch self {
            case .schema, .title, .description, .ref: .text
            case .default, .const: .anything
            case .definitions, .properties: .schemasByName
            case .allOf, .anyOf, .oneOf: .schemas
            case .not, .if, .then, .else, .items, .contains, .additionalProperties, .propertyNames: .schema
            case .unevaluatedProperties: .schema
            case .type: .types
            case .enum: .list
            case .minLength, .minItems, .maxItems, .minProperties, .maxProperties: .count
            case .pattern: .pattern
            case .minimum, .exclusiveMinimum: .number
            case .uniqueItems: .flag
            case .required: .names
            case .dependentRequired: .namesByName
            }
        }
    }

    /// What the value of a keyword can be.
    enum Form {
        case anything, text, pattern, flag, number, count, list, names, namesByName, types
        case schema, schemas, schemasByName

        /// Whether a value has this form, apart from the schemas in it.
        func admits(_ value: JSONValue) -> Bool {
            switch (self, value) {
            case (.anything, _), (.schema, _), (.text, .string), (.flag, .bool), (.number, .integer),
                (.number, .number),
                (.list, .array), (.schemas, .array), (.schemasByName, .object):
                true
            case (.pattern, .string(let text)): (try? SchemaPattern(text)) != nil
            case (.count, .integer(let count)): count >= 0
            case (.names, .array(let names)): names.allSatisfy { $0.stringValue != nil }
            case (.namesByName, .object(let members)): members.values.allSatisfy { Form.names.admits($0) }
            case (.types, .string(let name)): SchemaType(rawValue: name) != nil
            case (.types, .array(let names)): !names.isEmpty && names.allSatisfy { Form.types.admits($0) }
            default: false
            }
        }

        /// The schemas in a value of this form.
        func schemas(in value: JSONValue) -> [JSONValue] {
            switch (self, value) {
            case (.schema, _): [value]
            case (.schemas, .array(let list)): list
            case (.schemasByName, .object(let members)): members.sorted { $0.key < $1.key }.map(\.value)
            default: []
            }
        }
    }
}

/// The names of types.
enum SchemaType: String {
    case null, boolean, object, array, number, string, integer

    /// Whether a value is of this type; a number without a fraction is an integer however it's spelled.
    func admits(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.null, .null), (.boolean, .bool), (.object, .object), (.array, .array), (.string, .string): true
        case (.number, .integer), (.number, .number), (.integer, .integer): true
        case (.integer, .number(let number)): number == number.rounded()
        default: false
        }
    }
}

/// A regular expression as ECMA-262 reads it, as far as Swift's are the same.
struct SchemaPattern {
    private let regex: Regex<AnyRegexOutput>

    /// Reads one; a final `$` is the very end, not the place before a last line feed.
    init(_ text: String) throws {
        let isAnchored = text.hasSuffix("$") && !text.hasSuffix("\\$")
        regex = try Regex(isAnchored ? text.dropLast() + "\\z" : text).matchingSemantics(.unicodeScalar)
    }

    /// Whether the expression matches anywhere in a text.
    func matches(_ text: String) -> Bool {
        text.firstMatch(of: regex) != nil
    }
}
