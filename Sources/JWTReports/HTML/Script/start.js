document.documentElement.classList.add('js');
prepareForm();
prepareMatrices();
document.addEventListener('keydown', handleKey);
window.addEventListener('hashchange', showCurrentPage);
showCurrentPage();
