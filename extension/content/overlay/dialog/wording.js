// What the dialog calls things: a note is added and goes nowhere; everything else is a mail.

const MAIL = {
  title: 'Innan du skickar', back: 'Tillbaka till mejlet',
  checking: 'Mejlet kontrolleras innan det skickas. Det tar högst någon sekund.',
  about: 'Att titta på innan mejlet skickas', ready: 'Allt är klart. Du kan skicka.', send: 'Skicka', anyway: 'Skicka ändå',
  unchecked: 'texten i mejlet är inte kontrollerad. Du kan skicka ändå.',
};
const NOTE = {
  title: 'Innan du lägger till anteckningen', back: 'Tillbaka till anteckningen',
  checking: 'Anteckningen kontrolleras innan den läggs till. Det tar högst någon sekund.',
  about: 'Att titta på innan anteckningen läggs till', ready: 'Allt är klart. Du kan lägga till anteckningen.',
  send: 'Lägg till', anyway: 'Lägg till ändå',
  unchecked: 'texten i anteckningen är inte kontrollerad. Du kan lägga till den ändå.',
};

/** @param {{isNote?: boolean}} dialog */
export const wording = ({isNote}) => (isNote ? NOTE : MAIL);
