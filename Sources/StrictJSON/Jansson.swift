import CJansson

extension JSON {
    /// Copies a value out of jansson's tree, whose strings are known to be UTF-8.
    init(copying value: UnsafeMutablePointer<json_t>) {
        switch unsafe value.pointee.type {
        case JSON_OBJECT:
            self = unsafe .object(JSONObject(copying: value))
        case JSON_ARRAY:
            let count = unsafe json_array_size(value)
            var elements: [JSON] = []
            elements.reserveCapacity(count)
            for index in 0..<count {
                guard let element = unsafe json_array_get(value, index) else { continue }
                unsafe elements.append(JSON(copying: element))
            }
            self = .array(elements)
        case JSON_STRING:
            let length = unsafe json_string_length(value)
            let text = unsafe UnsafeRawBufferPointer(start: json_string_value(value), count: length)
            self = unsafe .string(String(decoding: text, as: UTF8.self))
        case JSON_REAL, JSON_INTEGER:
            self = unsafe .number(json_number_value(value))
        case JSON_TRUE:
            self = .bool(true)
        case JSON_FALSE:
            self = .bool(false)
        default:
            self = .null
        }
    }
}

extension JSONObject {
    fileprivate init(copying object: UnsafeMutablePointer<json_t>) {
        var members: [Member] = []
        unsafe members.reserveCapacity(json_object_size(object))
        var iterator = unsafe json_object_iter(object)
        while let position = unsafe iterator {
            if let name = unsafe json_object_iter_key(position), let value = unsafe json_object_iter_value(position) {
                unsafe members.append(Member(name: String(cString: name), value: JSON(copying: value)))
            }
            unsafe iterator = json_object_iter_next(object, position)
        }
        self.init(members: members)
    }
}

extension JSONError {
    /// jansson's words, sorted into our codes.
    init(_ error: json_error_t, emptyInput: Bool) {
        var error = error
        let text = unsafe withUnsafeBytes(of: &error.text) { bytes in
            // The last octet of the field is jansson's error code.
            unsafe String(decoding: bytes.dropLast().prefix { $0 != 0 }, as: UTF8.self)
        }
        let code: Code =
            switch unsafe json_error_code(&error) {
            case json_error_invalid_utf8: .encoding
            case json_error_end_of_input_expected: .trailingOctets
            case json_error_duplicate_key: .duplicateMember
            case json_error_null_character, json_error_null_byte_in_key: .nul
            case json_error_stack_overflow: .depth
            case json_error_numeric_overflow: .numberRange
            case json_error_out_of_memory: .memory
            default: .grammar
            }
        self.init(code: code, detail: emptyInput ? "the text is empty" : text)
    }
}
