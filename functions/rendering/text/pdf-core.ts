/**
 * The core of pdf-lib, imported file by file: the whole package is twice as large and is not divided by bundlers. The
 * files are CommonJS, whose default export is the module itself at run time.
 */
import type * as pdfLib from 'pdf-lib';
import crossRefModule from 'pdf-lib/cjs/core/document/PDFCrossRefSection.js';
import headerModule from 'pdf-lib/cjs/core/document/PDFHeader.js';
import trailerModule from 'pdf-lib/cjs/core/document/PDFTrailer.js';
import trailerDictModule from 'pdf-lib/cjs/core/document/PDFTrailerDict.js';
import arrayModule from 'pdf-lib/cjs/core/objects/PDFArray.js';
import dictModule from 'pdf-lib/cjs/core/objects/PDFDict.js';
import hexStringModule from 'pdf-lib/cjs/core/objects/PDFHexString.js';
import invalidObjectModule from 'pdf-lib/cjs/core/objects/PDFInvalidObject.js';
import nameModule from 'pdf-lib/cjs/core/objects/PDFName.js';
import numberModule from 'pdf-lib/cjs/core/objects/PDFNumber.js';
import rawStreamModule from 'pdf-lib/cjs/core/objects/PDFRawStream.js';
import refModule from 'pdf-lib/cjs/core/objects/PDFRef.js';
import stringModule from 'pdf-lib/cjs/core/objects/PDFString.js';
import contextModule from 'pdf-lib/cjs/core/PDFContext.js';
import parserModule from 'pdf-lib/cjs/core/parser/PDFParser.js';
import writerModule from 'pdf-lib/cjs/core/writers/PDFWriter.js';

export const PDFArray = arrayModule.default;
export const PDFContext = contextModule.default;
export const PDFCrossRefSection = crossRefModule.default;
export const PDFDict = dictModule.default;
export const PDFHeader = headerModule.default;
export const PDFHexString = hexStringModule.default;
export const PDFInvalidObject = invalidObjectModule.default;
export const PDFName = nameModule.default;
export const PDFNumber = numberModule.default;
export const PDFParser = parserModule.default;
export const PDFRawStream = rawStreamModule.default;
export const PDFRef = refModule.default;
export const PDFString = stringModule.default;
export const PDFTrailer = trailerModule.default;
export const PDFTrailerDict = trailerDictModule.default;
export const PDFWriter = writerModule.default;

export type PDFArray = pdfLib.PDFArray;
export type PDFCrossRefSection = pdfLib.PDFCrossRefSection;
export type PDFHeader = pdfLib.PDFHeader;
export type PDFContext = pdfLib.PDFContext;
export type PDFDict = pdfLib.PDFDict;
export type PDFRawStream = pdfLib.PDFRawStream;
export type PDFObject = pdfLib.PDFObject;
export type PDFRef = pdfLib.PDFRef;
